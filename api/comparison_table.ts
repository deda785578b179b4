import { after_change } from "../data/catalog/after_change.ts";
import { indicators } from "../data/catalog/index.ts";
import { two_figures } from "../data/catalog/two_figures.ts";
import type { Text } from "../data/catalog/types.ts";
import { type ComparisonWord, comparison_words } from "./comparison_words.ts";
import type { SurfaceToday } from "./queries/indicator.ts";
import type { compare_scenarios, compare_streets } from "./routes/comparison.ts";

export type Comparison = Awaited<ReturnType<typeof compare_scenarios>>;
export type ComparedStreets = Awaited<ReturnType<typeof compare_streets>>;
type Column = Comparison["scenarios"][number];
/** Part, what, unit, what is asked, a figure for today and one a scenario, source or reason. */
export type SheetRow = (string | number | null)[];

/** The heads of such rows. */
export function comparison_columns(of: Comparison, language: keyof Text): string[] {
  const word = comparison_words(language);
  const names = of.scenarios.map((one) => (one.id === null ? word("today") : one.name));
  return [word("part"), word("what"), word("unit"), word("asked"), ...names, word("source")];
}

/** Indicators with their targets, space before and after, reach of heat and findings, unrounded; costs to two figures, as prices bear. */
export function comparison_table(
  of: Comparison,
  surfaces: readonly SurfaceToday[],
  { heat, heat_reach_m }: Pick<ComparedStreets, "heat" | "heat_reach_m">,
  language: keyof Text,
): SheetRow[] {
  const word = comparison_words(language);
  return [
    ...indicator_rows(of, language),
    ...space_rows(of, surfaces, language),
    [
      ...[word("heat"), word("dwellings", { m: String(heat_reach_m) }), "count", null],
      ...heat.map(({ dwellings }) => dwellings),
      null,
    ],
    ...cost_rows(of, language),
    ...finding_rows(of, language),
  ];
}

const each = (of: Comparison, value: (one: Column) => number | null) => of.scenarios.map(value);

function indicator_rows(of: Comparison, language: keyof Text): SheetRow[] {
  const word = comparison_words(language);
  return indicators.flatMap(({ id, name, unit }) => {
    const figure = (one: Column) =>
      one.indicators.find((row) => row.id === id) as Column["indicators"][number];
    const rows: SheetRow[] = [
      [word("indicator"), name[language], unit, null, ...each(of, (one) => figure(one).value), null],
    ];
    for (const { id: target_id } of figure(of.scenarios[0]!).targets) {
      const target = of.targets.find((one) => one.id === target_id);
      const share = (one: Column) => figure(one).targets.find((row) => row.id === target_id);
      const title = `${target?.name[language]} (${target?.deadline ?? ""})`;
      rows.push([
        ...[word("share"), title, "1", share(of.scenarios[0]!)?.required ?? null],
        ...each(of, (one) => share(one)?.share ?? null),
        target?.source_url ?? null,
      ]);
    }
    return rows;
  });
}

/** Each use of the surface: today and after each scenario where that is known, and the difference in any case. */
function space_rows(of: Comparison, today: readonly SurfaceToday[], language: keyof Text): SheetRow[] {
  const word = comparison_words(language);
  const change = (one: Column, surface: string) =>
    one.surfaces.find((row) => row.surface === surface)?.change_m2 ?? 0;
  const after = (one: Column, base: number | null | undefined, moved: number) =>
    one.id === null ? (base ?? null) : after_change(base ?? null, moved);
  const rows = of.scenarios[0]!.surfaces.flatMap(({ surface }): SheetRow[] => {
    const base = today.find((row) => row.surface === surface)?.area_m2;
    const name = word(surface);
    return [
      [word("surface"), name, "m2", null, ...each(of, (one) => after(one, base, change(one, surface))), null],
      [word("surface_change"), name, "m2", null, ...each(of, (one) => change(one, surface)), null],
    ];
  });
  const spaces = today.find((row) => row.surface === "parking")?.spaces;
  const moved = (one: Column) => one.indicators.find(({ id }) => id === "parking_space")?.value ?? 0;
  rows.push(
    [
      word("surface"),
      word("spaces"),
      "count",
      null,
      ...each(of, (one) => after(one, spaces, moved(one))),
      null,
    ],
    [word("surface_change"), word("spaces"), "count", null, ...each(of, moved), null],
  );
  return rows;
}

/** What each scenario costs in euros, from which years its prices are, and each item with its source. */
function cost_rows(of: Comparison, language: keyof Text): SheetRow[] {
  const word = comparison_words(language);
  const items = new Map(of.scenarios.flatMap((one) => one.costs.items.map((item) => [item.item, item])));
  const years = of.scenarios.flatMap(({ costs }) => costs.price_years ?? []);
  if (items.size === 0) return [];
  const [from, until] = [Math.min(...years), Math.max(...years)];
  const of_years =
    years.length > 0
      ? word(from === until ? "price_year" : "price_years", { from: String(from), until: String(until) })
      : null;
  const sums = (["low", "high"] as const).map(
    (end): SheetRow => [
      ...[word(`cost_${end}`), word("cost_sum"), "EUR", null],
      ...each(of, ({ costs }) => two_figures(costs[`${end}_eur`])),
      of_years,
    ],
  );
  const rows = [...items].flatMap(([id, item]) =>
    (["low", "high"] as const).map(
      (end): SheetRow => [
        ...[word(`cost_${end}`), item.name[language], item.currency, null],
        ...each(of, (one) => two_figures(one.costs.items.find((row) => row.item === id)?.[end] ?? 0)),
        `${item.source_title}, ${item.region}, ${item.price_year ?? "?"}: ${item.source_url}`,
      ],
    ),
  );
  return [...sums, ...rows];
}

function finding_rows(of: Comparison, language: keyof Text): SheetRow[] {
  const word = comparison_words(language);
  // A chance is never too close and a duty has no distance: only clashes and points of attention have a verdict.
  const key = (row: Column["findings"][number]) =>
    (row.notify
      ? ["notify", row.severity]
      : row.kind === "synergy"
        ? [row.kind, row.severity]
        : [row.kind, row.severity, row.verdict]
    )
      .map((id) => word(id as ComparisonWord))
      .join(" / ");
  const keys = new Set(of.scenarios.flatMap((one) => one.findings.map(key)));
  return [...keys].map((kind) => [
    ...[word("finding"), kind, "count", null],
    ...each(of, (one) =>
      one.findings.filter((row) => key(row) === kind).reduce((sum, row) => sum + row.findings, 0),
    ),
    null,
  ]);
}
