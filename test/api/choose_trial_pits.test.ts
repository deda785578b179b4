import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choose_trial_pits } from "../../api/overlap/choose_trial_pits.ts";

const chance = (place: number, verdict_key: string, value: number) => ({
  place,
  position: { type: "Point", coordinates: [4, 51] },
  objects: [{ layer: "water_main", id: place }],
  verdict_key,
  chance: value,
});

describe("where to dig first", () => {
  test("the place that settles most, then the one that settles most of what is left", () => {
    const chances = [
      ...["a", "b", "c"].map((key) => chance(1, key, 1)),
      // Alone it settles two, after the first only one.
      ...["c", "d"].map((key) => chance(2, key, 0.9)),
      chance(3, "e", 0.95),
      chance(4, "a", 1),
    ];
    expect(
      choose_trial_pits(chances).map(({ rank, settles, may_settle, objects }) => [
        rank,
        objects[0]!.id,
        settles,
        may_settle,
      ]),
    ).toEqual([
      [1, 1, 3, 3],
      [2, 3, 1, 1],
      [3, 2, 0.9, 2],
    ]);
    expect(choose_trial_pits([...chances].reverse())).toEqual(choose_trial_pits(chances));
  });

  test("never more than asked for, and none that settles next to nothing", () => {
    const many = Array.from({ length: 20 }, (_, n) => chance(n, `v${n}`, 1));
    expect(choose_trial_pits(many)).toHaveLength(10);
    expect(choose_trial_pits(many, 3).map((one) => one.rank)).toEqual([1, 2, 3]);
    expect(choose_trial_pits([chance(1, "a", 0.1)])).toEqual([]);
    expect(choose_trial_pits([])).toEqual([]);
  });

  test("is as good as the best choice of two, or within what greedy promises", () => {
    // Greedy takes the middle place first; the two others together would settle all six.
    const chances = [
      ...["a", "b", "c", "d"].map((key) => chance(1, key, 1)),
      ...["a", "b", "e"].map((key) => chance(2, key, 1)),
      ...["c", "d", "f"].map((key) => chance(3, key, 1)),
    ];
    const settled = choose_trial_pits(chances, 2).reduce((sum, one) => sum + one.settles, 0);
    expect(settled).toBeGreaterThanOrEqual(0.63 * 6);
  });

  test("the first settles as much as any; the first three as much as greedy promises of any three", () => {
    const drawn = fc.uniqueArray(
      fc.record({
        place: fc.integer({ min: 1, max: 7 }),
        key: fc.constantFrom(..."abcdefgh"),
        value: fc.integer({ min: 6, max: 100 }),
      }),
      { minLength: 1, maxLength: 30, selector: ({ place, key }) => `${place}${key}` },
    );
    fc.assert(
      fc.property(drawn, (list) => {
        const chances = list.map(({ place, key, value }) => chance(place, key, value / 100));
        // What a set of places settles: of each verdict the best of their chances.
        const settled = (places: readonly number[]): number => {
          const best = new Map<string, number>();
          for (const one of chances)
            if (places.includes(one.place))
              best.set(one.verdict_key, Math.max(one.chance, best.get(one.verdict_key) ?? 0));
          return [...best.values()].reduce((sum, value) => sum + value, 0);
        };
        const all = [1, 2, 3, 4, 5, 6, 7];
        const chosen = choose_trial_pits(chances, 3).map(({ objects }) => objects[0]!.id);
        const most_by_one = Math.max(...all.map((one) => settled([one])));
        if (chosen.length === 0) expect(most_by_one).toBeLessThan(0.25);
        else expect(settled(chosen.slice(0, 1))).toBeCloseTo(most_by_one, 9);
        const most = Math.max(...all.flatMap((a) => all.flatMap((b) => all.map((c) => settled([a, b, c])))));
        // It stops before holes that settle less than a quarter of a verdict each.
        expect(settled(chosen)).toBeGreaterThanOrEqual((1 - 1 / Math.E) * most - (3 - chosen.length) * 0.25);
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});
