import fc from "fast-check";
import type { Geometry, MultiPolygon, Polygon } from "geojson";
import { describe, expect, test } from "vitest";
import { amounts_of } from "../../../web/draw/measuring.ts";
import { mended, shape_troubles } from "../../../web/draw/mend.ts";
import { plane_at, type Xy } from "../../../web/draw/plane.ts";

const plane = plane_at([4.65, 51.15]);
const area = (...points: Xy[]): Polygon => ({
  type: "Polygon",
  coordinates: [[...points, points[0]!].map(plane.from)],
});
const line = (...points: Xy[]): Geometry => ({ type: "LineString", coordinates: points.map(plane.from) });
const kinds = (geometry: Geometry) => shape_troubles(geometry).map(({ kind }) => kind);

describe("what is wrong with a shape", () => {
  test("a square is sound; so are points and lines that loop", () => {
    expect(kinds(area([0, 0], [9, 0], [9, 9], [0, 9]))).toEqual([]);
    expect(kinds(line([0, 0], [10, 0], [10, 5], [5, -5]))).toEqual([]);
    expect(kinds({ type: "Point", coordinates: [4.65, 51.15] })).toEqual([]);
  });
  test("a bow tie crosses itself, at the place where it does", () => {
    const [trouble] = shape_troubles(area([0, 0], [10, 10], [10, 0], [0, 10]));
    expect(trouble?.kind).toBe("crosses_itself");
    expect(plane.to(trouble!.at).map(Math.round)).toEqual([5, 5]);
  });
  test("a spike, a doubled corner and a speck are shown", () => {
    expect(kinds(area([0, 0], [9, 0], [20, 0.001], [9, 0.01], [9, 9]))).toContain("sliver");
    expect(kinds(area([0, 0], [9, 0], [9, 0.001], [9, 9]))).toContain("sliver");
    expect(kinds(area([0, 0], [0.3, 0], [0.3, 0.3]))).toContain("too_small");
    expect(kinds(line([0, 0], [0.05, 0]))).toContain("too_small");
    expect(kinds(line([0, 0], [9, 0], [9, 0]))).toEqual([]);
    expect(kinds(line([0, 0], [9, 0], [9, 0], [9, 9]))).toContain("sliver");
  });
});

describe("mending", () => {
  test("a bow tie becomes the square it was meant to be", () => {
    expect(amounts_of(mended(area([0, 0], [10, 10], [10, 0], [0, 10]))!).area_m2).toBeCloseTo(100, 2);
  });
  test("a spike goes, the rest stays", () => {
    expect(amounts_of(mended(area([0, 0], [9, 0], [20, 0.001], [9, 0.01], [9, 9]))!).area_m2).toBeCloseTo(
      40.5,
      0,
    );
  });
  test("what is too small cannot be mended; what is sound comes back as it was", () => {
    expect(mended(area([0, 0], [0.1, 0], [0.1, 0.1]))).toBeNull();
    const sound = area([0, 0], [9, 0], [9, 9]);
    expect(mended(sound)).toBe(sound);
  });
  test("whatever is scribbled, what comes out has no troubles", () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }));
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 12 }), (corners) => {
        const out = mended(area(...corners.map(([x, y]): Xy => [x / 10, y / 10])));
        if (out) expect(shape_troubles(out)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

describe("shapes in several parts", () => {
  const square = area([0, 0], [9, 0], [9, 9], [0, 9]);
  const bow_tie = area([20, 0], [30, 10], [30, 0], [20, 10]);
  const both: MultiPolygon = { type: "MultiPolygon", coordinates: [square.coordinates, bow_tie.coordinates] };
  test("the trouble of any part is shown; mended, the sound part is as it was", () => {
    expect(kinds(both)).toEqual(["crosses_itself"]);
    const sound = mended(both) as MultiPolygon;
    expect(sound.type).toBe("MultiPolygon");
    expect(sound.coordinates[0]).toEqual(square.coordinates);
    expect(amounts_of(sound).area_m2).toBeCloseTo(181, 2);
  });
});
