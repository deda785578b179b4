import { describe, expect, it } from "vitest";
import { closer_borders } from "../../../api/corridor/closed_stretches.ts";
import { aside_m } from "../../../api/corridor/corridor_grid.ts";
import { type CostField, end_index } from "../../../api/corridor/cost_field.ts";
import { lay_field } from "../../../api/corridor/lay_field.ts";
import { path_on } from "../../../api/corridor/path_on.ts";
import { path_pieces } from "../../../api/corridor/path_pieces.ts";
import { search_corridors } from "../../../api/corridor/search_corridors.ts";
import { street_frame } from "../../../api/corridor/street_frame.ts";
import type { ObstacleRule, Xy } from "../../../api/corridor/types.ts";
import { case_question, type StreetCase } from "./case_question.ts";

const near: ObstacleRule = {
  ...{ rule_id: "near", own_layer: "new", relation: "any", severity: "block" },
  ...{ horizontal_m: 0.3, vertical_m: null, upper: null },
};
const wall = (...part: Xy[]): StreetCase["obstacles"][number] => ({
  ...{ dimension: 1, parts: [part], radius_m: 0, accuracy_m: 0 },
  ...{ top_m: null, bottom_m: null, depth_accuracy_m: 0, rules: [near] },
});

/** A street of 60 m with a wall from either side, the second so far behind the first. */
const two_walls = (gap_m: number): StreetCase => ({
  street: { length_m: 60, half_width_m: 2 },
  parts: [{ layer: "new", offset_m: 0, radius_m: 0.05, below_m: 0, height_m: 0.1 }],
  cover_min_m: 1,
  cover_max_m: 1,
  trench_width_m: 0.4,
  weights: { violated: 20, possible: 2, crossing: 3, bend: 1, paving: 0, tree: 0, digging: 0 },
  paved: [],
  obstacles: [wall([30.7, -3], [30.7, 0.4]), wall([30.7 + gap_m, -0.4], [30.7 + gap_m, 3])],
});

describe("a street that no way passes at stations of a metre", () => {
  // 0.35 m from either wall only 31.05 to 31.55 m is left: between the stations at 31 and 32 m.
  const question = case_question(two_walls(1.2), 1);
  const search = search_corridors({ ...question, one_look: true })!;
  const closer = search_corridors(question)!;

  it("is passed where the line steps aside between two of them", () => {
    expect(search.free).toBe(false);
    expect(closer.free).toBe(true);
    const { frame } = closer.grid;
    expect(Math.min(...frame.shares)).toBe(0.25);
    expect(frame.shares.filter((share) => share === 1).length).toBeGreaterThan(10);
    expect(frame.borders.at(-1)).toBe(60);
    // 60 m along, 1.5 m aside from 0.75 m left to 0.75 m right, and two bends.
    expect(closer.paths[0]!.cost).toBeCloseTo(63.5, 4);
    const line = path_pieces(closer.grid, closer.paths[0]!).flatMap((piece) => piece.line);
    const steps = line.filter(([x], k) => k > 0 && x === line[k - 1]![0]);
    expect(steps).toHaveLength(1);
    expect(steps[0]![0]).toBeGreaterThanOrEqual(31.05);
    expect(steps[0]![0]).toBeLessThanOrEqual(31.55);
  });

  it("and is not where the walls leave no room for that", () => {
    const narrow = search_corridors(case_question(two_walls(0.69), 1))!;
    expect(narrow.free).toBe(false);
    expect(narrow.explain!().blocking.length).toBeGreaterThan(0);
  });

  it("keeps places barred that were so before, and alternatives differ", () => {
    const [path] = closer.paths;
    const at = path!.cells[5]!.place;
    const others = closer.besides(closer.paths, 2);
    expect(others.paths).toHaveLength(1);
    const passed = search_corridors(question)!.barring([{ obstacle: 0, cell: 5, place: at }])!;
    expect(passed.free).toBe(true);
    expect(passed.paths[0]!.cells[5]!.place).not.toBe(at);
  });

  it("has its way at the same places in the grid of a metre", () => {
    const coarse = path_on(search.grid, { grid: closer.grid, path: closer.paths[0]! });
    expect(coarse.cells).toHaveLength(60);
    expect(aside_m(search.grid, coarse.cells[0]!.place)).toBe(0.75);
    expect(aside_m(search.grid, coarse.cells[59]!.place)).toBe(-0.75);
    expect(path_on(closer.grid, { grid: closer.grid, path: closer.paths[0]! })).toBe(closer.paths[0]);
  });

  it("takes over what it knows of the other cells: the same field as if all were judged anew", () => {
    const { obstacles, ...more } = two_walls(1.2);
    const line: StreetCase["obstacles"][number] = {
      ...wall([-2, -0.6], [29.3, -0.6], [33.4, 1.1], [62, 1.1]),
      ...{ top_m: 1.2, bottom_m: 1.5, accuracy_m: 0.1, depth_accuracy_m: 0.1 },
      rules: [
        { ...near, relation: "parallel", severity: "mitigate" },
        { ...near, relation: "crossing", severity: "mitigate", horizontal_m: null, vertical_m: 0.2 },
      ],
    };
    const question = {
      ...case_question({ ...more, obstacles: [...obstacles, line, wall([8.2, 0.4])] }),
      cover_min_m: 0.6,
      cover_max_m: 1.8,
    };
    const frame = street_frame(question.route, 1);
    const coarse = lay_field(question, frame);
    const borders = closer_borders(frame, [{ from: 20, to: 40 }], { from: 0, to: 60 });
    const closer_frame = street_frame(question.route, 1, borders);
    const [anew, taken] = [lay_field(question, closer_frame), lay_field(question, closer_frame, coarse)];
    expect(taken.field.grid.judged.filter((judged) => judged === 1)).toHaveLength(80);
    // Behind the last cell nothing is stepped to.
    const steps = closer_frame.cells * taken.field.grid.wide * taken.field.grid.deep;
    for (const key of ["along", "along_blocked", "across", "across_blocked"] as const)
      expect(taken.field[key].subarray(0, steps)).toEqual(anew.field[key].subarray(0, steps));
    const ends = (field: CostField) =>
      field.across.subarray(end_index(field.grid, 0, 0), end_index(field.grid, closer_frame.cells, 0));
    expect(ends(taken.field)).toEqual(ends(anew.field));
    const each = (blocked: Int32Array) => {
      const all: number[] = [];
      for (let k = 0; k < blocked.length; k += 2)
        for (let n = 0; n < blocked[k + 1]!; n++)
          all.push(blocked[k]! >= 0 ? blocked[k]! + n : blocked[k]! - n);
      return all.filter((at) => at >= 0 || -1 - at < steps).sort((one, other) => one - other);
    };
    expect(anew.blocked.flatMap(each).length).toBeGreaterThan(100);
    expect(taken.blocked.map(each)).toEqual(anew.blocked.map(each));
  });
});
