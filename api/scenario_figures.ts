import { costs } from "../data/catalog/costs.ts";
import { indicators } from "../data/catalog/index.ts";
import { type Denominators, target_required } from "../data/catalog/pact_targets.ts";
import type { Target } from "../data/catalog/types.ts";
import type { DistrictFindings, EffectSum } from "./queries/indicator.ts";

const SURFACES = ["carriageway", "footway", "cycle_path", "parking", "green", "water"] as const;
const cost_by_id = new Map(costs.map((cost) => [cost.id, cost]));

/** What targets ask of these districts together: unknown as soon as one of them is. */
export function denominators(districts: readonly Denominators[]): Denominators {
  const sum = (of: keyof Denominators) =>
    districts.length === 0 || districts.some((one) => one[of] === null)
      ? null
      : districts.reduce((total, one) => total + (one[of] as number), 0);
  return { inhabitants: sum("inhabitants"), dwellings: sum("dwellings") };
}

function of_kind(sums: readonly EffectSum[], kind: EffectSum["kind"], item: string) {
  const rows = sums.filter((row) => row.kind === kind && row.item === item);
  const add = (key: "value" | "left_out" | "measure_count") =>
    rows.reduce((total, row) => total + row[key], 0);
  return { value: add("value"), left_out: add("left_out"), measure_count: add("measure_count") };
}

/** The indicators of one scenario from its sums, each with what the pact's targets ask and the share reached. */
export function indicator_figures(sums: readonly EffectSum[], targets: readonly Target[], of: Denominators) {
  return indicators.map((indicator) => {
    const { value, left_out, measure_count } = of_kind(sums, "indicator", indicator.id);
    return {
      id: indicator.id,
      unit: indicator.unit,
      value,
      left_out,
      measure_count,
      targets: targets
        .filter((target) => indicator.targets.includes(target.id))
        .map((target) => {
          const required = target_required(target, of);
          return { id: target.id, required, share: required ? value / required : null };
        }),
    };
  });
}

/** By how much each use of the surface grows or shrinks, m². */
export function surface_figures(sums: readonly EffectSum[]) {
  return SURFACES.map((surface) => ({ surface, change_m2: of_kind(sums, "surface", surface).value }));
}

/**
 * What a scenario costs: each item times its quantity, and their sum. Items in another currency stand
 * apart; the sum says from which years its prices are and how many have none.
 */
export function cost_figures(sums: readonly EffectSum[]) {
  const items = [...new Set(sums.filter((row) => row.kind === "cost").map((row) => row.item))].flatMap(
    (id) => {
      const cost = cost_by_id.get(id);
      const quantity = of_kind(sums, "cost", id).value;
      if (!cost || quantity === 0) return [];
      const { item: name, unit, currency, price_year, region, confidence, source_title, source_url } = cost;
      return [
        {
          ...{ item: id, name, unit, quantity, low: cost.low * quantity, high: cost.high * quantity },
          ...{ currency, price_year, region, confidence, source_title, source_url },
        },
      ];
    },
  );
  const summed = items.filter((one) => one.currency === "EUR");
  const years = summed.flatMap((one) => one.price_year ?? []);
  return {
    items,
    low_eur: summed.reduce((total, one) => total + one.low, 0),
    high_eur: summed.reduce((total, one) => total + one.high, 0),
    price_years: years.length === 0 ? null : [Math.min(...years), Math.max(...years)],
    without_year: summed.length - years.length,
    other_currency: items.length - summed.length,
  };
}

/** The findings of one scenario in these rows, districts together. */
export function finding_figures(rows: readonly DistrictFindings[]) {
  const counted = new Map<string, Omit<DistrictFindings, "scenario_id" | "district_id">>();
  for (const { kind, severity, verdict, notify, findings } of rows) {
    const key = `${kind} ${severity} ${verdict} ${notify}`;
    const before = counted.get(key)?.findings ?? 0;
    counted.set(key, { kind, severity, verdict, notify, findings: before + findings });
  }
  return [...counted.values()];
}
