import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { corner_indices } from "../../../web/draw/corner_indices.ts";
import { distance_m, nearest_on, type Xy } from "../../../web/draw/plane.ts";

/** How far a point lies from a line, over all its pieces. */
const away_m = (point: Xy, line: readonly Xy[]) =>
  Math.min(...line.slice(1).map((b, i) => nearest_on(point, line[i]!, b).away));

describe("the corners of a stroke", () => {
  test("a shaky L keeps its ends and its corner", () => {
    const stroke: Xy[] = [
      [0, 0],
      [2, 0.05],
      [4, -0.04],
      [6, 0],
      [6.05, 2],
      [5.96, 4],
      [6, 6],
    ];
    expect(corner_indices(stroke, 0.1)).toEqual([0, 3, 6]);
    expect(corner_indices(stroke, 0.01)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
  test("a stroke back to its beginning keeps its furthest point", () => {
    const square: Xy[] = [
      [0, 0],
      [5, 0],
      [10, 0],
      [10, 10],
      [0, 10],
      [0, 5],
      [0, 0],
    ];
    expect(corner_indices(square, 0.1)).toEqual([0, 2, 3, 4, 6]);
  });
  test("two points or fewer are all kept", () => {
    expect(corner_indices([], 1)).toEqual([]);
    expect(corner_indices([[1, 1]], 1)).toEqual([0]);
    expect(
      corner_indices(
        [
          [1, 1],
          [1, 1.2],
        ],
        1,
      ),
    ).toEqual([0, 1]);
  });
  test("nothing that was drawn lies further from the corners' line than the tolerance, and ends stay", () => {
    const step = fc.tuple(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
    );
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 2, maxLength: 60 }),
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        (steps, tolerance_m) => {
          const stroke: Xy[] = [[0, 0]];
          for (const [dx, dy] of steps) {
            const [x, y] = stroke.at(-1)!;
            stroke.push([x + dx, y + dy]);
          }
          const kept = corner_indices(stroke, tolerance_m);
          expect(kept[0]).toBe(0);
          expect(kept.at(-1)).toBe(stroke.length - 1);
          const line = kept.map((i) => stroke[i]!);
          for (const point of stroke) expect(away_m(point, line)).toBeLessThanOrEqual(tolerance_m + 1e-9);
          // Nothing is invented, and the order stays.
          expect([...kept].sort((a, b) => a - b)).toEqual(kept);
          expect(distance_m(line[0]!, stroke[0]!)).toBe(0);
        },
      ),
    );
  });
});
