import fc from "fast-check";
import type { Polygon } from "geojson";
import { describe, expect, test } from "vitest";
import { loops_of } from "../../../web/draw/loops_of.ts";
import { signed_area_2 } from "../../../web/draw/measuring.ts";
import { plane_at, type Xy } from "../../../web/draw/plane.ts";

const plane = plane_at([4.65, 51.15]);
const area = (points: readonly Xy[]): Polygon => ({
  type: "Polygon",
  coordinates: [[...points, points[0]!].map(plane.from)],
});
const areas_m2 = (polygon: Polygon) =>
  loops_of(polygon).map((loop) => signed_area_2(loop.slice(0, -1).map(plane.to)) / 2);

describe("an outline that crosses itself, loop by loop", () => {
  test("a bow tie is two triangles of 25 m², one gone round the other way", () => {
    const loops = areas_m2(
      area([
        [0, 0],
        [10, 10],
        [10, 0],
        [0, 10],
      ]),
    );
    expect(loops.map((one) => Math.round(one)).sort()).toEqual([-25, 25]);
  });
  test("a sound outline stays one ring", () => {
    const square = area([
      [0, 0],
      [9, 0],
      [9, 9],
      [0, 9],
    ]);
    expect(loops_of(square)).toEqual(square.coordinates);
  });
  test("of any outline the loops together go round what it went round", () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }));
    fc.assert(
      fc.property(fc.uniqueArray(place, { minLength: 3, maxLength: 9, selector: String }), (corners) => {
        const points = corners.map(([x, y]): Xy => [x / 10, y / 10]);
        const sum = areas_m2(area(points)).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(signed_area_2(points) / 2, 0);
      }),
      { numRuns: 300 },
    );
  });
});
