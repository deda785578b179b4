import { expect, it } from "vitest";
import type { CheckedCorridor } from "../../../api/corridor/check_corridors.ts";
import { engine_blockers } from "../../../api/corridor/engine_blockers.ts";
import type { FoundCorridors } from "../../../api/corridor/find_corridors.ts";
import { measure_parts } from "../../../api/corridor/measure_parts.ts";
import { measure_type_by_id } from "../../../data/catalog/index.ts";

const laid = measure_parts(measure_type_by_id("heat_line")!, {})!;
const water = { kind: "feature", layer: "water_main", id: 7, visible: true, owner: "Water" } as const;
const hidden = { kind: "feature", layer: "telecom", id: null, visible: false, owner: "Telecom" } as const;

/** A corridor of two pieces, 1 m and 2 m deep, that violates what is given of each. */
function corridor(...findings: readonly (readonly object[])[]): [CheckedCorridor, FoundCorridors] {
  const checked = {
    corridor: { length_m: 90, cost: 120 },
    found: { route: 0 },
    pieces: [{ cover_m: 1 }, { cover_m: 2 }],
    findings: findings.map((list) =>
      list.map((one) => ({ kind: "conflict", severity: "mitigate", verdict: "violated", ...one })),
    ),
  };
  const main = { ...water, top_m: 1.5, bottom_m: 1.7, depth_accuracy_m: 0.1 };
  return [checked, { obstacles: [[main]] }] as unknown as [CheckedCorridor, FoundCorridors];
}

it("names each thing that the engine finds violated once, the longest first, and that all of them must be moved", () => {
  const beside = { required_vertical_m: null };
  const [checked, found] = corridor(
    [
      // Under two rules: 4 m of it beside the line by the one, 3 m of the same by the other.
      { other: water, stretch_m: 4, ...beside },
      { other: water, stretch_m: 3, ...beside },
      { other: hidden, stretch_m: 0, ...beside },
    ],
    [
      { other: hidden, stretch_m: 20, ...beside },
      // What is not violated for certain bars nothing.
      { other: { ...water, id: 8 }, stretch_m: 9, verdict: "possible", ...beside },
    ],
  );
  expect(engine_blockers(checked, found, laid, 1)).toEqual({
    blocking: [
      // Of the first piece the main has 4 m and the hidden cable, met somewhere along it, at most 1 m of its own.
      { ...hidden, length_m: 21, frees: [{ how: "move", by_m: null, length_m: 20 }] },
      { ...water, length_m: 4, frees: [{ how: "move", by_m: null, length_m: 3 }] },
    ],
    sets: [
      {
        changes: [
          { obstacle: 0, how: "move", by_m: null },
          { obstacle: 1, how: "move", by_m: null },
        ],
        length_m: 90,
        cost: 120,
      },
    ],
  });
});

it("says how much deeper a line would have to lie that is passed over too near", () => {
  const height_m = Math.max(...laid.parts.map((part) => part.below_m + part.height_m));
  const [checked, found] = corridor([{ other: water, stretch_m: 0, required_vertical_m: 0.5 }], []);
  // The underside of what is laid, the clearance and how far its depth may be off, less where its top is now.
  const by_m = Math.ceil((1 + height_m + 0.5 + 0.1 - 1.5) * 100 - 1e-6) / 100;
  expect(by_m).toBeGreaterThan(0);
  const why = engine_blockers(checked, found, laid, 1);
  expect(why.blocking.map(({ frees }) => frees)).toEqual([
    [
      { how: "move", by_m: null, length_m: 1 },
      { how: "deepen", by_m, length_m: 1 },
    ],
  ]);
  expect(why.sets).toEqual([
    { changes: [{ obstacle: 0, how: "move", by_m: null }], length_m: 90, cost: 120 },
    { changes: [{ obstacle: 0, how: "deepen", by_m }], length_m: 90, cost: 120 },
  ]);
  // Passed under, laying it deeper would not help.
  const [under, same] = corridor([], [{ other: water, stretch_m: 0, required_vertical_m: 0.5 }]);
  expect(engine_blockers(under, same, laid, 1).sets.length).toBe(1);
});
