import { describe, expect, test } from "vitest";
import { measure_type_by_id } from "../../../data/catalog/index.ts";
import { points_along as counted_along } from "../../../data/catalog/measure_effects.ts";
import { measure_types } from "../../../data/catalog/measures/index.ts";
import {
  dot_tints,
  figure_features,
  figure_of,
  points_along,
  worst_verdict,
} from "../../../web/draw/figure.ts";
import { palette_group, palette_groups } from "../../../web/draw/measure_words.ts";
import { plane_at, type Xy } from "../../../web/draw/plane.ts";
import { finding_example } from "../finding_example.ts";

const plane = plane_at([4.65, 51.15]);
const line = (...points: Xy[]) => points.map(plane.from);
const tree_row = measure_type_by_id("tree_row")!;

describe("trees along a line", () => {
  test("one at the start and one every spacing, around the corner as well", () => {
    const dots = points_along(line([0, 0], [10, 0], [10, 10]), 8).map((p) =>
      plane.to(p).map((v) => Math.round(v * 100) / 100 + 0),
    );
    expect(dots).toEqual([
      [0, 0],
      [8, 0],
      [10, 6],
    ]);
  });
  test("as many as the catalogue counts, for lengths around a whole number of spacings", () => {
    for (const length_m of [0.5, 7.9, 7.9999, 8, 8.001, 15.99, 16, 40.0001, 123.4])
      expect(points_along(line([0, 0], [length_m, 0]), 8).length, String(length_m)).toBe(
        counted_along(length_m, 8),
      );
  });
  test("no line, no trees; a spacing of nothing is no endless row", () => {
    expect(points_along([], 8)).toEqual([]);
    expect(points_along(line([0, 0], [9, 0]), 0)).toEqual([]);
  });
});

describe("the figure of a measure", () => {
  const geometry = { type: "LineString" as const, coordinates: line([0, 0], [16, 0]) };
  test("a tree row has trees with the root zone of its parameters", () => {
    const figure = figure_of({ geometry, parameters: { spacing_m: 4, root_radius_m: 3 } }, tree_row);
    expect(figure.dots).toHaveLength(5);
    expect(figure.zone_m).toBe(3);
  });
  test("a cycle path is as wide as its parameter says, by default as the catalogue does", () => {
    const type = measure_type_by_id("cycle_path")!;
    expect(figure_of({ geometry, parameters: {} }, type).band_m).toBeCloseTo(2.5);
    expect(figure_of({ geometry, parameters: { width_m: 4 } }, type).band_m).toBeCloseTo(4);
  });
  test("the tree that a finding is about is tinted, the others are clear, wherever the row has been dragged to since", () => {
    const asked = figure_of({ geometry, parameters: {} }, tree_row);
    const finding = finding_example({
      verdict: "violated",
      b: ["tree", { kind: "measure", id: 0, geometry: { type: "Point", coordinates: plane.from([8, 0]) } }],
    });
    const tints = dot_tints([finding], asked, null);
    expect(tints).toEqual([undefined, "violated"]);
    const moved = figure_of(
      { geometry: { type: "LineString", coordinates: line([0, 50], [16, 50]) }, parameters: {} },
      tree_row,
    );
    const verdicts = figure_features(moved, {}, "violated", tints)
      .filter(({ properties }) => properties?.part === "dot")
      .map(({ properties }) => properties?.verdict);
    expect(verdicts).toEqual(["clear", "violated", "clear"]);
  });
  test("another measure's tree is not ours", () => {
    const asked = figure_of({ geometry, parameters: {} }, tree_row);
    const finding = finding_example({
      b: ["tree", { kind: "measure", id: 99, geometry: { type: "Point", coordinates: plane.from([8, 0]) } }],
    });
    expect(dot_tints([finding], asked, 7)).toEqual([]);
  });
});

test("the worst verdict counts conflicts only: a chance is no fault", () => {
  expect(worst_verdict([])).toBe("clear");
  expect(worst_verdict([finding_example({ kind: "synergy", verdict: "violated" })])).toBe("clear");
  expect(
    worst_verdict([finding_example({ verdict: "unknown" }), finding_example({ verdict: "possible" })]),
  ).toBe("possible");
});

test("every measure type of the catalogue stands in a group of the palette and can be drawn", () => {
  const shapes = {
    point: { type: "Point" as const, coordinates: plane.from([0, 0]) },
    line: { type: "LineString" as const, coordinates: line([0, 0], [9, 0]) },
    area: { type: "Polygon" as const, coordinates: [line([0, 0], [9, 0], [9, 9], [0, 0])] },
  };
  for (const type of measure_types) {
    expect(palette_groups).toContain(palette_group(type));
    const features = figure_features(
      figure_of({ geometry: shapes[type.geometry], parameters: {} }, type),
      {},
    );
    expect(features.length, type.id).toBeGreaterThan(0);
  }
  const group = (id: string) => palette_group(measure_type_by_id(id)!);
  expect(group("tree_row")).toBe("green");
  expect(group("rainwater_tank")).toBe("water");
  expect(group("heat_line")).toBe("heat");
  expect(group("rooftop_solar_zone")).toBe("heat");
  expect(group("charge_point")).toBe("mobility");
  expect(group("sewer_replacement")).toBe("works");
});
