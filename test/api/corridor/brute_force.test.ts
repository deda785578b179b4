import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aside_m, cover_m } from "../../../api/corridor/corridor_grid.ts";
import { search_corridors } from "../../../api/corridor/search_corridors.ts";
import type { ObstacleRule, Xy } from "../../../api/corridor/types.ts";
import { brute_force_corridor, brute_force_way_exists } from "./brute_force_corridor.ts";
import { case_question, type StreetCase } from "./case_question.ts";

const LENGTH_M = 5;
const HALF_WIDTH_M = 0.55;

const beside: ObstacleRule = {
  rule_id: "beside",
  own_layer: "new",
  relation: "parallel",
  severity: "mitigate",
  horizontal_m: 0.4,
  vertical_m: null,
  upper: null,
};
const over: ObstacleRule = {
  ...beside,
  rule_id: "over",
  relation: "crossing",
  horizontal_m: null,
  vertical_m: 0.2,
};
const near: ObstacleRule = { ...beside, rule_id: "near", relation: "any", horizontal_m: 0.5 };

// No value falls on a border of the grid, where rounding would decide.
const odd = (min: number, max: number): fc.Arbitrary<number> =>
  fc
    .integer({ min: Math.round(min * 100), max: Math.round(max * 100) })
    .map((hundredths) => hundredths / 100 + 0.00317);

const depths = fc.oneof(
  fc.constant({ top_m: null, bottom_m: null }),
  fc.tuple(odd(0.3, 1.6), odd(0.05, 0.5)).map(([top_m, height_m]) => ({ top_m, bottom_m: top_m + height_m })),
);

const common = fc.record({
  radius_m: odd(0.01, 0.1),
  accuracy_m: odd(0, 0.3),
  depth_accuracy_m: odd(0, 0.2),
  severity: fc.constantFrom("mitigate", "inform", "block" as const),
});

const line = fc
  .tuple(
    common,
    depths,
    fc.oneof(
      odd(-0.6, 0.6).map((y): Xy[] => [
        [-3, y],
        [LENGTH_M + 3, y],
      ]),
      fc.tuple(odd(0, LENGTH_M - 0.1), odd(-2, -0.1), odd(0.1, 2)).map(([x, y1, y2]): Xy[] => [
        [x, y1],
        [x, y2],
      ]),
      fc.tuple(odd(0, LENGTH_M - 0.1), odd(0, 0.5)).map(([x, y]): Xy[] => [
        [x, y],
        [x, y + 2],
      ]),
    ),
  )
  .map(([{ severity, ...more }, depth, part]) => ({
    ...more,
    ...depth,
    dimension: 1 as const,
    parts: [part],
    rules: [
      { ...beside, severity },
      { ...over, severity },
    ],
  }));

const post = fc.tuple(common, odd(0, LENGTH_M), odd(-1, 1)).map(([{ severity, ...more }, x, y]) => ({
  ...more,
  top_m: null,
  bottom_m: null,
  dimension: 0 as const,
  parts: [[[x, y] as Xy]],
  rules: [{ ...near, severity }],
}));

const street_with = (
  obstacle: fc.Arbitrary<StreetCase["obstacles"][number]>,
  most: number,
): fc.Arbitrary<StreetCase> =>
  fc
    .tuple(fc.array(obstacle, { minLength: 1, maxLength: most }), fc.boolean(), fc.constantFrom(1, 3, 6))
    .map(([obstacles, pair, bend]) => ({
      street: { length_m: LENGTH_M, half_width_m: HALF_WIDTH_M },
      parts: (pair ? [0.06, -0.06] : [0]).map((offset_m) => ({
        layer: "new",
        offset_m,
        radius_m: 0.04,
        below_m: 0,
        height_m: 0.08,
      })),
      cover_min_m: 0.6,
      cover_max_m: 1.0,
      trench_width_m: 0.5,
      weights: { violated: 20, possible: 2, crossing: 3, bend, paving: 0, tree: 0, digging: 0 },
      paved: [],
      obstacles,
    }));

const street = street_with(fc.oneof(line, line, post), 5);
/** Posts first on one side, then on the other: a line that passes steps aside between them. */
const street_of_posts = street_with(
  fc.tuple(post, fc.boolean(), odd(0.2, 0.6)).map(([one, left, away]) => {
    const [[x]] = one.parts[0]! as [Xy];
    return { ...one, accuracy_m: 0.01, parts: [[[x, left ? away : -away] as Xy]] };
  }),
  4,
);

describe("the search against trying every way", () => {
  it("finds the same cost on small random streets, and no way where there is none", () => {
    let none = 0;
    let turning = 0;
    fc.assert(
      fc.property(street, (one) => {
        const search = search_corridors({ ...case_question(one), one_look: true })!;
        const { grid } = search;
        const asides_m = Array.from({ length: grid.wide }, (_, place) => aside_m(grid, place)).filter(
          (_, place) => grid.length_m[place]! > 0,
        );
        const covers_m = Array.from({ length: grid.deep }, (_, depth) => cover_m(grid, depth));
        const free = brute_force_corridor(one, { asides_m, covers_m }, true);
        expect(search.free).toBe(free !== null);
        const least = free ?? brute_force_corridor(one, { asides_m, covers_m }, false)!;
        expect(search.paths[0]!.cost).toBeCloseTo(least, 3);
        if (free === null) none++;
        const [path] = search.paths;
        if (
          path!.cells.some(
            ({ place, depth }, k) =>
              k > 0 && (place !== path!.cells[k - 1]!.place || depth !== path!.cells[k - 1]!.depth),
          )
        )
          turning++;
      }),
      { numRuns: 150, seed: 4 },
    );
    // Streets in which nothing has to be found would say nothing.
    expect(none).toBeGreaterThan(10);
    expect(turning).toBeGreaterThan(10);
  });

  it("looks closer where it finds no way, and then finds one where stations of a quarter of a metre have one", () => {
    let found = 0;
    let none = 0;
    fc.assert(
      fc.property(street_of_posts, (one) => {
        const search = search_corridors({ ...case_question(one), one_look: true })!;
        if (search.free) return;
        const { grid } = search;
        const asides_m = Array.from({ length: grid.wide }, (_, place) => aside_m(grid, place)).filter(
          (_, place) => grid.length_m[place]! > 0,
        );
        const covers_m = Array.from({ length: grid.deep }, (_, depth) => cover_m(grid, depth));
        const closer = search_corridors(case_question(one))!.free;
        expect(closer).toBe(brute_force_way_exists(one, { asides_m, covers_m }, 0.25));
        if (closer) found++;
        else none++;
      }),
      { numRuns: 400, seed: 4 },
    );
    expect(found).toBeGreaterThan(1);
    expect(none).toBeGreaterThan(10);
  });
});
