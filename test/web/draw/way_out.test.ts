import { describe, expect, test } from "vitest";
import { measure_type_by_id } from "../../../data/catalog/index.ts";
import { plane_at } from "../../../web/draw/plane.ts";
import {
  badness,
  line_along,
  shifted,
  shifts_across,
  shifts_for,
  takeable,
  taken,
} from "../../../web/draw/way_out.ts";
import { finding_example } from "../finding_example.ts";
import { draft_example } from "./draft_example.ts";

const plane = plane_at([4.65, 51.15]);
const tree_row = measure_type_by_id("tree_row")!;
const pipe = {
  type: "LineString" as const,
  coordinates: [plane.from([-20, 0]), plane.from([20, 0])],
};
/** A tree of ours 1.2 m north of a pipe, 2.5 m wanted, 0.3 m unsure. */
const tree_by_pipe = finding_example({
  distance_m: 1.2,
  required_m: 2.5,
  uncertainty_m: 0.3,
  rule: { ways_out: ["move", "root_barrier", "hedge", "trial_trench"] },
  a: ["gas_low", { geometry: pipe }],
  b: ["tree", { kind: "measure", id: 7, geometry: { type: "Point", coordinates: plane.from([0, 1.2]) } }],
});

describe("ways out", () => {
  test("only those that the measure type can take are offered as buttons", () => {
    const offered = takeable(tree_by_pipe, tree_row).map(({ way_out }) => way_out);
    expect(offered).toEqual(["move", "root_barrier", "hedge"]);
  });
  test("a root barrier is a parameter; a hedge is another type on the same line; moving is neither", () => {
    const [move, barrier, hedge] = takeable(tree_by_pipe, tree_row);
    const draft = draft_example({ parameters: { spacing_m: 6 } });
    expect(taken(draft, barrier!)).toEqual({ ...draft, parameters: { spacing_m: 6, root_barrier: true } });
    expect(taken(draft, hedge!)).toMatchObject({ measure_type: "hedge", geometry: draft.geometry });
    expect(taken(draft, move!)).toBeNull();
  });
});

describe("a hedge instead of a single tree", () => {
  const tree = measure_type_by_id("tree")!;
  const tree_at = plane.from([3, 2]);
  /** A street from south-west to north-east, bent at the origin to the east. */
  const axis = {
    type: "LineString" as const,
    coordinates: [plane.from([-30, -40]), plane.from([0, 0]), plane.from([50, 0])],
  };
  const ends = (line: { coordinates: number[][] }) => line.coordinates.flatMap(plane.to);
  test("the tree can take it, as a line of 5 m", () => {
    const hedge = takeable(tree_by_pipe, tree).find(({ way_out }) => way_out === "hedge")!;
    expect(hedge).toMatchObject({ becomes_type: "hedge", line_m: 5 });
  });
  test("along the nearest piece of the street, the tree in its middle", () => {
    const east = ends(line_along(tree_at, axis, 5));
    for (const [i, metres] of [0.5, 2, 5.5, 2].entries()) expect(east[i]).toBeCloseTo(metres, 3);
    // Direction (3, 4)/5: half of 5 m is (1.5, 2).
    const slanted = ends(line_along(plane.from([-12, -18]), axis, 5));
    for (const [i, metres] of [-13.5, -20, -10.5, -16].entries()) expect(slanted[i]).toBeCloseTo(metres, 3);
  });
  test("where no street is near, from west to east", () => {
    const [, south, , north] = ends(line_along(tree_at, null, 5));
    expect(south).toBeCloseTo(north!, 6);
  });
});

describe("moving clear", () => {
  test("the shortest move is straight away from the pipe by what is missing, uncertainty and a hand's breadth included", () => {
    const [first] = shifts_for(tree_by_pipe, 7);
    // 2.5 + 0.3 + 0.05 − 1.2 = 1.65 m to the north
    expect(first?.north_m).toBeCloseTo(1.65, 3);
    expect(first?.east_m).toBeCloseTo(0, 3);
    const after = shifted(
      draft_example({ geometry: { type: "Point", coordinates: plane.from([0, 1.2]) } }),
      first!,
    );
    const [, y] = plane.to((after.geometry as { coordinates: number[] }).coordinates);
    expect(y).toBeCloseTo(2.85, 2);
  });
  test("to the other side of the pipe is tried as well, never further than 8 m, nearest first", () => {
    const shifts = shifts_for(tree_by_pipe, 7);
    expect(shifts.some(({ north_m }) => north_m <= -4.05)).toBe(true);
    expect(shifts.every(({ length_m }) => length_m <= 8)).toBe(true);
    expect(shifts.map(({ length_m }) => length_m)).toEqual(
      shifts.map(({ length_m }) => length_m).toSorted((a, b) => a - b),
    );
  });
  test("a thing that may not be seen gives no direction; nor does a finding that is not ours", () => {
    const hidden = finding_example({
      a: ["gas_low", { visible: false, geometry: null }],
      b: ["tree", { kind: "measure", id: 7, geometry: { type: "Point", coordinates: plane.from([0, 1.2]) } }],
    });
    expect(shifts_for(hidden, 7)).toEqual([]);
    expect(shifts_for(tree_by_pipe, 8)).toEqual([]);
  });
  test("the other side of the street is the mirror place behind its axis", () => {
    const [first] = shifts_across({ type: "Point", coordinates: plane.from([0, 3]) }, pipe);
    expect(first?.north_m).toBeCloseTo(-6, 2);
    expect(shifts_across({ type: "Point", coordinates: plane.from([0, 0]) }, pipe)).toEqual([]);
  });
});

test("one violation is worse than any number of maybes; chances do not count", () => {
  const of = (verdict: "violated" | "possible", kind: "conflict" | "synergy" = "conflict") =>
    finding_example({ verdict, kind });
  expect(badness([of("violated")])).toBeGreaterThan(
    badness(Array.from({ length: 50 }, () => of("possible"))),
  );
  expect(badness([of("violated", "synergy")])).toBe(0);
});
