import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { costs } from "../../data/catalog/costs.ts";
import { measure_type_by_id, measure_types } from "../../data/catalog/index.ts";
import {
  type GeometryAmounts,
  measure_effects,
  type ParameterValues,
  points_along,
} from "../../data/catalog/measure_effects.ts";
import type { MeasureType } from "../../data/catalog/types.ts";

/** One hand-computed case; `by_hand` is the arithmetic that the expected figures come from. */
interface Case {
  readonly title: string;
  readonly by_hand: string;
  readonly parameters: ParameterValues;
  readonly amounts: GeometryAmounts;
  readonly expect: {
    readonly effects: Readonly<Record<string, number>>;
    readonly surfaces: Readonly<Record<string, number>>;
    readonly costs: Readonly<
      Record<string, { quantity: number; low: number; high: number; currency: string }>
    >;
  };
}

const folder = new URL("measure_cases/", import.meta.url);
const files = readdirSync(folder).map((name) => name.replace(/\.json$/, ""));
const cases = files.flatMap((id) =>
  (JSON.parse(readFileSync(new URL(`${id}.json`, folder), "utf8")) as Case[]).map(
    (one) => [`${id}: ${one.title}`, id, one] as const,
  ),
);
const NONE: GeometryAmounts = { length_m: null, area_m2: null, point_count: null };

test("every measure type has a case, and every case its arithmetic", () => {
  expect([...files].sort()).toEqual(measure_types.map((type) => type.id).sort());
  for (const [title, , one] of cases) expect(one.by_hand.length, title).toBeGreaterThan(10);
});

test.each(cases)("%s", (_, id, one) => {
  const found = measure_effects(measure_type_by_id(id)!, one.parameters, one.amounts, costs);
  const effects = Object.fromEntries(found.effects.map((effect) => [effect.indicator, effect.value]));
  const surfaces = Object.fromEntries(found.surfaces.map((change) => [change.surface, change.area_m2]));
  expect(effects).toEqual(close(one.expect.effects));
  expect(surfaces).toEqual(close(one.expect.surfaces));
  expect(found.costs.map((cost) => cost.item)).toEqual(Object.keys(one.expect.costs));
  for (const cost of found.costs) {
    const { currency, ...figures } = one.expect.costs[cost.item]!;
    expect({ quantity: cost.quantity, low: cost.low, high: cost.high }, cost.item).toEqual(close(figures));
    expect([cost.currency, cost.low_eur], cost.item).toEqual([
      currency,
      currency === "EUR" ? cost.low : null,
    ]);
  }
});

test("a type is data: it survives being stored as JSON, and gives the same", () => {
  for (const [title, id, one] of cases) {
    const stored = JSON.parse(JSON.stringify(measure_type_by_id(id))) as MeasureType;
    expect(measure_effects(stored, one.parameters, one.amounts, costs), title).toEqual(
      measure_effects(measure_type_by_id(id)!, one.parameters, one.amounts, costs),
    );
  }
});

test("each cost says its year and its source as the table does", () => {
  const [cost] = measure_effects(measure_type_by_id("swale")!, {}, { ...NONE, area_m2: 1 }, costs).costs;
  const row = costs.find((one) => one.id === "CST08")!;
  expect(cost).toMatchObject({
    name: row.item,
    unit: "m2",
    price_year: 2018,
    source_title: row.source_title,
    source_url: row.source_url,
  });
});

describe("double counting", () => {
  test("a facade garden counts as hedge and as depaving; a hedge in green and depaving count once", () => {
    const of = (id: string, amounts: Partial<GeometryAmounts>) =>
      measure_effects(measure_type_by_id(id)!, {}, { ...NONE, ...amounts }).effects.filter(
        (effect) => effect.value !== 0,
      );
    expect(of("facade_garden", { length_m: 10 }).map((one) => [one.indicator, one.value])).toEqual([
      ["hedge_m", 10],
      ["depaved_m2", 4],
    ]);
    expect(of("hedge", { length_m: 10 }).map((one) => one.indicator)).toEqual(["hedge_m"]);
    expect(of("depaving", { area_m2: 10 }).map((one) => one.indicator)).toEqual(["depaved_m2"]);
  });
});

test("what a measure takes for one use it frees from another, unless it only frees", () => {
  const only_frees = ["parking_removal", "parking_relocation", "hedge_removal"];
  for (const type of measure_types.filter((one) => !only_frees.includes(one.id))) {
    const amounts = { length_m: 10, area_m2: 12, point_count: 3 };
    const total = measure_effects(type, {}, amounts).surfaces.reduce((sum, one) => sum + one.area_m2, 0);
    expect(total, type.id).toBeCloseTo(0, 9);
  }
});

test("the steps of an effect multiply to its value, and say which parameter each factor is", () => {
  const [rain] = measure_effects(measure_type_by_id("swale")!, {}, { ...NONE, area_m2: 60 }).effects;
  expect(rain?.steps).toEqual([
    {
      of: "area_m2",
      amount: 60,
      factors: [
        { param: "depth_m", value: 0.3 },
        { param: "fill_pct", value: expect.closeTo(0.7, 9) },
      ],
      holds: true,
      value: expect.closeTo(12.6, 9),
    },
  ]);
});

test("a line has no drawn points: none given or 0, its trees come from its length", () => {
  for (const point_count of [null, 0]) {
    const [trees] = measure_effects(
      measure_type_by_id("tree_row")!,
      {},
      { ...NONE, length_m: 40, point_count },
    ).effects;
    expect([trees?.indicator, trees?.value]).toEqual(["trees", 6]);
  }
});

test("nothing drawn yet is nothing", () => {
  for (const type of measure_types) {
    const { surfaces } = measure_effects(type, {}, NONE);
    if (type.id !== "parking_relocation") expect(surfaces, type.id).toEqual([]);
  }
  expect(points_along(0, 8)).toBe(0);
});

test("a parameter that is no number, and a cost table without the item, are refused by name", () => {
  const swale = measure_type_by_id("swale")!;
  const drawn = { ...NONE, area_m2: 1 };
  expect(() => measure_effects(swale, { depth_m: Number.NaN }, drawn)).toThrow(
    "swale.depth_m: expected a number, got null",
  );
  expect(() => measure_effects(swale, { depth_m: "deep" }, drawn)).toThrow(RangeError);
  expect(() => measure_effects(swale, {}, drawn, costs.slice(0, 1))).toThrow("expected cost CST08");
  expect(measure_effects(swale, {}, drawn).costs).toEqual([]);
});

function close(figures: Readonly<Record<string, number>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(figures).map(([id, value]) => [id, expect.closeTo(value, 9)]));
}
