import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STROKE_ERROR_M, stroke_arcs } from "../../data/importers/stroke.ts";

/** Largest distance of the chords' middles from the circle. */
function worst_gap_m(coords: readonly number[], cx: number, cy: number, radius: number): number {
  let worst = 0;
  for (let i = 0; i + 3 < coords.length; i += 2) {
    const x = (coords[i]! + coords[i + 2]!) / 2;
    const y = (coords[i + 1]! + coords[i + 3]!) / 2;
    worst = Math.max(worst, Math.abs(radius - Math.hypot(x - cx, y - cy)));
  }
  return worst;
}

describe("stroke_arcs", () => {
  it("stays within 1 cm of any arc, and keeps its three points", () => {
    const arcs = fc.record({
      cx: fc.double({ min: 100_000, max: 200_000, noNaN: true }),
      cy: fc.double({ min: 100_000, max: 200_000, noNaN: true }),
      radius: fc.double({ min: 0.5, max: 2_000, noNaN: true }),
      start: fc.double({ min: 0, max: 6.28, noNaN: true }),
      turn: fc.oneof(
        fc.double({ min: 0.2, max: 6, noNaN: true }),
        fc.double({ min: -6, max: -0.2, noNaN: true }),
      ),
      share: fc.double({ min: 0.2, max: 0.8, noNaN: true }),
    });
    fc.assert(
      fc.property(arcs, ({ cx, cy, radius, start, turn, share }) => {
        const at = (angle: number): [number, number] => [
          cx + radius * Math.cos(angle),
          cy + radius * Math.sin(angle),
        ];
        const given = [...at(start), ...at(start + turn * share), ...at(start + turn)];
        const out = stroke_arcs(given);
        expect(out.slice(0, 2)).toEqual(given.slice(0, 2));
        expect(out.slice(-2)).toEqual(given.slice(-2));
        const middle = out.findIndex((x, i) => i % 2 === 0 && x === given[2] && out[i + 1] === given[3]);
        expect(middle).toBeGreaterThan(0);
        expect(worst_gap_m(out, cx, cy, radius)).toBeLessThan(STROKE_ERROR_M * 1.001);
        // It goes the short or the long way as the middle point says: the lengths agree.
        let length = 0;
        for (let i = 2; i < out.length; i += 2)
          length += Math.hypot(out[i]! - out[i - 2]!, out[i + 1]! - out[i - 1]!);
        expect(Math.abs(length - radius * Math.abs(turn))).toBeLessThan(
          0.05 * radius * Math.abs(turn) + 0.05,
        );
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it("gives a full circle where start and end are one point", () => {
    const out = stroke_arcs([10, 0, -10, 0, 10, 0]);
    expect(out.length / 2).toBeGreaterThan(60);
    let twice = 0;
    for (let i = 0; i + 3 < out.length; i += 2) twice += out[i]! * out[i + 3]! - out[i + 2]! * out[i + 1]!;
    expect(Math.abs(twice / 2 - Math.PI * 100)).toBeLessThan(0.5);
  });

  it("leaves a straight arc straight, and chains arcs", () => {
    expect(stroke_arcs([0, 0, 5, 0, 10, 0])).toEqual([0, 0, 5, 0, 10, 0]);
    expect(stroke_arcs([0, 0, 5, 0, 10, 0, 15, 0, 20, 0])).toEqual([0, 0, 5, 0, 10, 0, 15, 0, 20, 0]);
  });
});
