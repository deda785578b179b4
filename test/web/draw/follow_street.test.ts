import { expect, test } from "vitest";
import { chains, follow_street } from "../../../web/draw/follow_street.ts";
import { plane_at, type Xy } from "../../../web/draw/plane.ts";

const plane = plane_at([4.65, 51.15]);
const at = (x: number, y: number) => plane.from([x, y]);
const axis = (...lines: Xy[][]) => ({
  type: "MultiLineString" as const,
  coordinates: lines.map((line) => line.map(plane.from)),
});
const metres = (line: { coordinates: number[][] } | null) =>
  line?.coordinates.map((p) => plane.to(p).map((v) => Math.round(v * 100) / 100 + 0));

const bend = axis(
  [
    [0, 0],
    [50, 0],
  ],
  [
    [50, 50],
    [50, 0],
  ],
);

test("segments are strung together whichever way they were drawn", () => {
  const one = chains([
    [
      [0, 0],
      [50, 0],
    ],
    [
      [50, 50],
      [50, 0],
    ],
  ]);
  expect(one).toHaveLength(1);
  expect(one[0]).toHaveLength(3);
});

test("a line begun 3 m left of the axis keeps 3 m around the bend", () => {
  expect(metres(follow_street(bend, at(10, 3), at(48, 40), null))).toEqual([
    [10, 3],
    [47, 3],
    [47, 40],
  ]);
});

test("a typed distance goes before; the side is where one began; backwards works as well", () => {
  expect(metres(follow_street(bend, at(10, -1), at(30, 9), 4))).toEqual([
    [10, -4],
    [30, -4],
  ]);
  expect(metres(follow_street(bend, at(30, 2), at(10, 2), 4))).toEqual([
    [30, 4],
    [10, 4],
  ]);
});

test("no axis, or twice the same place, is no line", () => {
  expect(follow_street(axis(), at(0, 0), at(9, 0), null)).toBeNull();
  expect(follow_street(bend, at(10, 3), at(10, 5), null)).toBeNull();
});
