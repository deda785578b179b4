import { expect, test } from "vitest";
import { measure_type_by_id } from "../../../data/catalog/index.ts";
import { figure_features, figure_of } from "../../../web/draw/figure.ts";
import { by_zoom } from "../../../web/draw/mark.ts";
import { plane_at } from "../../../web/draw/plane.ts";
import { figure_marks, stretch_marks } from "../../../web/draw/shape_marks.ts";
import { map_palette } from "../../../web/ui/theme.ts";

const plane = plane_at([4.65, 51.15]);
const own = { colour: "#123456", outline: "#654321" };
const { violated, possible, clear } = map_palette.light;

test("a row of trees: root zones lie under its line, trees on top, each in the colour of its own verdict", () => {
  const type = measure_type_by_id("tree_row")!;
  const geometry = { type: "LineString" as const, coordinates: [plane.from([0, 0]), plane.from([16, 0])] };
  const figure = figure_of({ geometry, parameters: { spacing_m: 8, root_radius_m: 3 } }, type);
  const marks = figure_marks(
    figure_features(figure, own, "violated", ["violated", undefined, "possible"]),
    "light",
  );
  expect(marks.map(({ kind }) => kind)).toEqual(
    [..."sss", ..."ll", ..."sss"].map((k) => (k === "s" ? "spot" : "line")),
  );
  const [zones, line, trees] = [marks.slice(0, 3), marks[4]!, marks.slice(5)];
  expect(zones.map(({ fill }) => fill)).toEqual([violated, clear, possible]);
  expect(zones[0]!.radius!({ zoom: 19, px_per_m: 10 })).toBe(30);
  expect(zones.every(({ inert }) => inert)).toBe(true);
  // A row speaks through its trees.
  expect(line.stroke).toBe(own.outline);
  expect(trees.map(({ stroke }) => stroke)).toEqual([violated, clear, possible]);
});

test("an area has the colour of its worst verdict, its own before the first answer, and keeps its holes", () => {
  const type = measure_type_by_id("depaving")!;
  const ring = (size_m: number) =>
    [
      [0, 0],
      [size_m, 0],
      [size_m, size_m],
      [0, 0],
    ].map(([x, y]) => plane.from([x!, y!]));
  const geometry = { type: "Polygon" as const, coordinates: [ring(10), ring(3)] };
  const figure = figure_of({ geometry, parameters: {} }, type);
  const [judged] = figure_marks(figure_features(figure, own, "possible"), "light");
  const [unasked] = figure_marks(figure_features(figure, own), "light");
  expect([judged!.fill, judged!.stroke]).toEqual([possible, possible]);
  expect([unasked!.fill, unasked!.stroke]).toEqual([own.colour, own.outline]);
  expect(judged!.lines).toHaveLength(2);
});

test("spots of conflicts lie over the stretches", () => {
  const properties = { verdict: "violated" };
  const at = plane.from([0, 0]);
  const marks = stretch_marks(
    [
      { type: "Feature", geometry: { type: "Point", coordinates: at }, properties },
      {
        type: "Feature",
        geometry: { type: "LineString", coordinates: [at, plane.from([9, 0])] },
        properties,
      },
    ],
    "light",
  );
  expect(marks.map(({ kind, fill, stroke }) => [kind, fill ?? stroke])).toEqual([
    ["line", violated],
    ["spot", violated],
  ]);
});

test("a size grows between its stops of zoom and holds beyond them", () => {
  const size = by_zoom([14, 2], [18, 6], [22, 12]);
  const at = (zoom: number) => size({ zoom, px_per_m: 1 });
  expect([10, 14, 16, 18, 20, 22, 24].map(at)).toEqual([2, 2, 4, 6, 9, 12, 12]);
});
