import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Xy } from "../../data/demo/ground.ts";
import { offset_line } from "../../data/demo/offset_line.ts";
import { crossing_of, distance, nearest_on, polyline_length } from "../../data/demo/polyline.ts";

function crosses_itself(line: readonly Xy[]): boolean {
  for (let i = 1; i < line.length; i++)
    for (let j = i + 2; j < line.length; j++)
      if (crossing_of(line[i - 1]!, line[i]!, line[j - 1]!, line[j]!)) return true;
  return false;
}

describe("offset_line", () => {
  test("moves a straight line to its left", () => {
    expect(
      offset_line(
        [
          [0, 0],
          [10, 0],
        ],
        2,
      ),
    ).toEqual([
      [0, 2],
      [10, 2],
    ]);
  });
  test("mitres a right angle on the outside and on the inside", () => {
    const corner: Xy[] = [
      [0, 0],
      [10, 0],
      [10, 10],
    ];
    const rounded = (line: readonly Xy[] | null) =>
      line?.map(([x, y]) => [Math.round(x * 1e6) / 1e6, Math.round(y * 1e6) / 1e6]);
    expect(rounded(offset_line(corner, -2))).toEqual([
      [0, -2],
      [12, -2],
      [12, 10],
    ]);
    expect(rounded(offset_line(corner, 2))).toEqual([
      [0, 2],
      [8, 2],
      [8, 10],
    ]);
  });
  test("cuts off a hairpin instead of running far out", () => {
    const line = offset_line(
      [
        [0, 0],
        [40, 0],
        [0, 4],
      ],
      -3,
    )!;
    for (const place of line) expect(place[0]).toBeLessThan(50);
  });
  test("drops the pieces that the inside of a tight bend swallows", () => {
    // A quarter round of radius 4: 6 m inside of it nothing of the bend is left.
    const bend: Xy[] = Array.from({ length: 10 }, (_, k): Xy => {
      const angle = -Math.PI / 2 + (k * Math.PI) / 18;
      return [30 + 4 * Math.cos(angle), 4 + 4 * Math.sin(angle)];
    });
    const line = offset_line([[0, 0], ...bend, [34, 40]], 6)!;
    expect(crosses_itself(line)).toBe(false);
    for (const place of line)
      expect(nearest_on([[0, 0], ...bend, [34, 40]], place).distance).toBeGreaterThan(5.9);
  });
  test("gives nothing inside a roundabout, and a ring around it", () => {
    const ring: Xy[] = Array.from({ length: 17 }, (_, k): Xy => {
      const angle = ((k % 16) * Math.PI) / 8;
      return [5 * Math.cos(angle), 5 * Math.sin(angle)];
    });
    expect(offset_line(ring, 7, ring[15]!, ring[1]!)).toBeNull();
    const around = offset_line(ring, -2, ring[15]!, ring[1]!)!;
    expect(distance(around[0]!, around[around.length - 1]!)).toBeLessThan(1e-9);
    expect(offset_line([[3, 3]], 1)).toBeNull();
    expect(
      offset_line(
        [
          [3, 3],
          [3, 3],
        ],
        1,
      ),
    ).toBeNull();
  });
  test("ends where the next part of the same line begins", () => {
    const whole: Xy[] = [
      [0, 0],
      [20, 3],
      [35, 18],
      [60, 18],
    ];
    const first = offset_line(whole.slice(0, 2), 4, null, whole[2])!;
    const second = offset_line(whole.slice(1), 4, whole[0], null)!;
    expect(distance(first[first.length - 1]!, second[0]!)).toBeLessThan(1e-9);
  });
  test("never crosses itself, whatever the line and the offset", () => {
    const line = fc.array(
      fc.tuple(fc.double({ min: 2, max: 30, noNaN: true }), fc.double({ min: -1.4, max: 1.4, noNaN: true })),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    let laid = 0;
    fc.assert(
      fc.property(line, fc.double({ min: -8, max: 8, noNaN: true }), (turns, offset_m) => {
        const points: Xy[] = [[0, 0]];
        let heading = 0;
        for (const [length_m, turn] of turns) {
          heading += turn;
          const [x, y] = points[points.length - 1]!;
          points.push([x + length_m * Math.cos(heading), y + length_m * Math.sin(heading)]);
        }
        const offset = offset_line(points, offset_m);
        if (!offset) return;
        laid++;
        expect(crosses_itself(offset)).toBe(false);
        expect(polyline_length(offset)).toBeGreaterThan(0.4);
        // Loops may be cut, but nothing runs farther out than a cut corner.
        for (const place of offset)
          expect(nearest_on(points, place).distance).toBeLessThan(Math.abs(offset_m) * 2 + 1e-6 + 30);
      }),
      { numRuns: 2000, seed: 11 },
    );
    expect(laid).toBeGreaterThan(1000);
  });
});
