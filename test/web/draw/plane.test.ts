import { describe, expect, test } from "vitest";
import { amounts_of, line_length_m } from "../../../web/draw/measuring.ts";
import { plane_at } from "../../../web/draw/plane.ts";

describe("the local plane", () => {
  test("a thousandth of a degree at 51.15° north is 69.971 m east and 111.251 m north", () => {
    // By hand, sin φ = 0.77880: N = 6378137 / √(1 − 0.0066944 · 0.60653) = 6391126 m, N cos φ π/180 = 69971 m;
    // M = 6378137 · 0.9933056 / 0.9959396^1.5 = 6374222 m, M π/180 = 111251 m.
    const [x] = plane_at([4.65, 51.15]).to([4.651, 51.15]);
    const [, y] = plane_at([4.65, 51.15]).to([4.65, 51.151]);
    expect(x).toBeCloseTo(69.971, 2);
    expect(y).toBeCloseTo(111.251, 2);
  });
  test("there and back is the same place to a tenth of a millimetre", () => {
    const plane = plane_at([4.65, 51.15]);
    const [x, y] = plane.to(plane.from([123.456, -78.9]));
    expect(x).toBeCloseTo(123.456, 3);
    expect(y).toBeCloseTo(-78.9, 3);
  });
});

describe("amounts", () => {
  const plane = plane_at([4.65, 51.15]);
  const square = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
    [0, 0],
  ] as const;
  const hole = [
    [2, 2],
    [4, 2],
    [4, 4],
    [2, 4],
    [2, 2],
  ] as const;
  test("a square of 10 m with a hole of 2 m has 96 m²", () => {
    const rings = [square, hole].map((ring) => ring.map((xy) => plane.from(xy)));
    expect(amounts_of({ type: "Polygon", coordinates: rings }).area_m2).toBeCloseTo(96, 3);
  });
  test("a line has a length, points are counted, neither has an area", () => {
    const line = [plane.from([0, 0]), plane.from([3, 4]), plane.from([3, 10])];
    expect(line_length_m(line)).toBeCloseTo(11, 3);
    expect(amounts_of({ type: "LineString", coordinates: line })).toMatchObject({
      area_m2: null,
      point_count: 0,
    });
    expect(amounts_of({ type: "MultiPoint", coordinates: line })).toEqual({
      length_m: null,
      area_m2: null,
      point_count: 3,
    });
  });
  test("nothing drawn measures nothing", () => {
    expect(line_length_m([])).toBe(0);
    expect(amounts_of({ type: "Polygon", coordinates: [] }).area_m2).toBe(0);
  });
});
