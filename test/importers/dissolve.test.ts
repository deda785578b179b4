import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dissolve } from "../../data/importers/dissolve.ts";
import type { Coords } from "../../data/importers/ewkb.ts";

function area_m2(polygons: readonly (readonly Coords[])[]): number {
  let sum = 0;
  for (const rings of polygons)
    for (const ring of rings) {
      let twice = 0;
      for (let i = 0; i + 3 < ring.length; i += 2)
        twice += ring[i]! * ring[i + 3]! - ring[i + 2]! * ring[i + 1]!;
      sum += twice / 2;
    }
  return sum;
}
const square = (x: number, y: number): Coords[] => [[x, y, x + 1, y, x + 1, y + 1, x, y + 1, x, y]];

describe("dissolve", () => {
  it("joins triangles of either turn into one ring", () => {
    const polygons = dissolve([[[0, 0, 1, 0, 1, 1, 0, 0]], [[0, 0, 0, 1, 1, 1, 0, 0]]]);
    expect(polygons.length).toBe(1);
    expect(polygons[0]!.length).toBe(1);
    expect(area_m2(polygons)).toBe(1);
  });

  it("keeps holes, and parts that do not touch apart", () => {
    const ring_of_eight = [0, 1, 2].flatMap((x) =>
      [0, 1, 2].filter((y) => x !== 1 || y !== 1).map((y) => square(x, y)),
    );
    const polygons = dissolve([...ring_of_eight, square(10, 10)]);
    expect(polygons.map((rings) => rings.length).sort()).toEqual([1, 2]);
    expect(area_m2(polygons)).toBe(9);
  });

  it("leaves out walls and nothing at all", () => {
    expect(dissolve([[[0, 0, 5, 0, 5, 0, 0, 0, 0, 0]]])).toEqual([]);
    expect(dissolve([])).toEqual([]);
  });

  it("covers what its faces cover, whatever cells are taken", () => {
    const cells = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), {
      selector: String,
      maxLength: 40,
    });
    fc.assert(
      fc.property(cells, (chosen) => {
        expect(area_m2(dissolve(chosen.map(([x, y]) => square(x, y))))).toBe(chosen.length);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
