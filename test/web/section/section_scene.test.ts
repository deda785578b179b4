import { describe, expect, test } from "vitest";
import type { Section, SectionObject } from "../../../web/section/section_data.ts";
import { section_scene } from "../../../web/section/section_scene.ts";
import { surface_spans } from "../../../web/section/surface_spans.ts";

const base: SectionObject = {
  kind: "feature",
  layer: "gas_low",
  id: 1,
  part: 0,
  relation: "crossing",
  from_m: 5,
  to_m: 5,
  distance_m: 0,
  angle_deg: 90,
  diameter_m: 0.5,
  width_m: 0.5,
  top_m: 1,
  bottom_m: 1.5,
  position_accuracy_m: 0.2,
  position_assumed: false,
  position_reach_m: 0.2,
  depth_accuracy_m: 0.1,
  depth_assumed: false,
  depth_source: "measured",
  status: "in_use",
  traits: [],
  crown_m: null,
  attributes: {},
  synthetic: false,
  dataset_id: 1,
  dataset: "test",
  dated: null,
  owner: "test",
  removed: [],
};
const of = (objects: readonly SectionObject[], findings: Section["findings"] = []): Section => ({
  street_id: null,
  street_name: null,
  at_m: null,
  street_length_m: null,
  axis_m: null,
  line: { type: "LineString", coordinates: [] },
  length_m: 20,
  scale_error_pct: null,
  near_m: 0.5,
  scenario_id: null,
  objects,
  findings,
  clearances: [],
  hidden: [],
  truncated: false,
});
const frame = { width: 860, height: 600, exaggeration: 1 };
const span = (
  layer: string,
  from_m: number,
  to_m: number,
  id = 1,
  kind: "feature" | "measure" = "feature",
) => ({
  ...base,
  layer,
  id,
  kind,
  relation: "span" as const,
  from_m,
  to_m,
  top_m: null,
  bottom_m: null,
});

describe("the drawing", () => {
  test("is true to scale: a round pipe is round, its band has the true half-axes", () => {
    const scene = section_scene(of([base]), frame, () => "gas");
    // 860 less the margins of 60, over 20 m.
    expect(scene.px_per_m).toBe(40);
    const [pipe] = scene.buried;
    expect(pipe!.body.width).toBeCloseTo(20, 9);
    expect(pipe!.body.height).toBeCloseTo(20, 9);
    expect(pipe!.body.x + 10 - scene.x(0)).toBeCloseTo(5 * 40, 9);
    expect(pipe!.body.y - scene.ground_y).toBeCloseTo(40, 9);
    expect(pipe!.band).toEqual({ rx: 10 + 8, ry: 10 + 4 });
  });

  test("exaggerates the depth alone", () => {
    const scene = section_scene(of([base]), { ...frame, exaggeration: 4 }, () => "gas");
    expect(scene.px_per_m).toBe(40);
    expect(scene.buried[0]!.body.width).toBeCloseTo(20, 9);
    expect(scene.buried[0]!.body.height).toBeCloseTo(80, 9);
  });

  test("shows a cable of 3 cm at 3 pixels at least, and what has no depth as unknown", () => {
    const thin = { ...base, diameter_m: 0.03, width_m: 0.03, bottom_m: 1.03 };
    const deepless = { ...base, id: 2, top_m: null, bottom_m: null };
    const { buried } = section_scene(of([thin, deepless]), frame, () => "x");
    expect(buried[0]!.body).toMatchObject({ width: 3, height: 3 });
    expect(buried[1]).toMatchObject({ shape: "unknown", band: null });
  });

  test("the sky follows the tallest tree; one too tall for the frame is broken, not cut at the top", () => {
    const tree = (height_m: number, id: number): SectionObject => ({
      ...base,
      layer: "tree",
      id,
      relation: "point",
      top_m: null,
      bottom_m: null,
      crown_m: 4,
      attributes: { height_m },
    });
    const standing = (heights: readonly number[]) => {
      const scene = section_scene(of([base, ...heights.map(tree)]), frame, () => "x");
      for (const one of scene.standing)
        expect(one.height_px - one.cut_px).toBeLessThanOrEqual(scene.ground_y);
      expect(scene.height).toBeLessThanOrEqual(frame.height);
      return scene.standing.map(({ cut_px, height_px }) => [cut_px, height_px / scene.px_per_m]);
    };
    // 600 px high at 40 px per metre: ten metres of sky above what lies below.
    expect(standing([3, 9])).toEqual([
      [0, 3],
      [0, 9],
    ]);
    const [low, high] = standing([5, 30]);
    expect(low).toEqual([0, 5]);
    expect(high![0]).toBeGreaterThan(0);
    expect(high![1]).toBeCloseTo(30, 9);
    // A low drawer gives up scale for a tree of 4 m rather than cut it.
    const small = section_scene(of([base, tree(4, 2)]), { ...frame, height: 260 }, () => "x");
    expect(small.px_per_m).toBeLessThan(40);
    expect(small.standing[0]!.cut_px).toBe(0);
  });

  test("marks the worst verdict of conflicts, not of what merely asks for attention", () => {
    const key = { kind: "feature" as const, layer: "gas_low", id: 1, part: 0 };
    const finding = {
      id: "f",
      scenario_id: null,
      rule_id: "r",
      severity: "block" as const,
      distance_m: 0,
      uncertainty_m: 0,
      required_m: 1,
      vertical_m: null,
      vertical_uncertainty_m: null,
      required_vertical_m: null,
      from_m: 5,
      to_m: 5,
      a: key,
      b: { ...key, layer: "tree", id: 9 },
    };
    const marks = (findings: Section["findings"]) =>
      section_scene(of([base], findings), frame, () => "x").marks.map(({ verdict }) => verdict);
    expect(marks([{ ...finding, kind: "attention", verdict: "violated" }])).toEqual([]);
    expect(marks([{ ...finding, kind: "conflict", verdict: "possible" }])).toEqual(["possible"]);
    expect(
      marks([
        { ...finding, kind: "conflict", verdict: "possible" },
        { ...finding, id: "g", kind: "conflict", verdict: "violated" },
      ]),
    ).toEqual(["violated"]);
  });
});

test("the surface is what lies on top: no two spans overlap, a measure lies over what exists", () => {
  const spans = surface_spans([
    span("carriageway", 2, 12, 1),
    span("parking", 8, 12, 2),
    span("footway", 12, 14, 3),
    span("green", 4, 6, 4, "measure"),
  ]);
  expect(spans.map(({ from_m, to_m, object }) => [object.layer, from_m, to_m])).toEqual([
    ["carriageway", 2, 4],
    ["green", 4, 6],
    ["carriageway", 6, 8],
    ["parking", 8, 12],
    ["footway", 12, 14],
  ]);
});
