import { expect, test } from "vitest";
import { changed_package } from "../../../api/dig/changed_package.ts";
import type { DescribedOpening } from "../../../api/dig/describe_openings.ts";

/** Works on a stretch of one street, 2 m wide, ten weeks from January 2091 on. */
const works = (id: number, from_m: number, to_m: number, party = "Stad"): DescribedOpening => ({
  ...{ kind: "works", id, key: `works:${id}`, name: "", what: "riool", lays: "sewer_combined", party },
  places: [{ street_id: "s", from_m, to_m, right_m: -1, left_m: 1 }],
  ...{ from: "2091-01-01", to: "2091-03-11", started: false, weeks: 10, weeks_assumed: false },
  ...{ depth_m: id, surface: "restored", blocking_months: 0, blocked_until: null },
});
const openings = [works(1, 0, 100), works(2, 50, 150, "Net"), works(3, 120, 200)];
const read = { openings, streets: new Map([["s", "Straat"]]), today: "2090-01-01" };
const change = (start: string, ...ids: number[]) =>
  changed_package(
    { members: ids.map((id) => ({ kind: "works", id })), start },
    { read, parties: [], others: [] },
  );

test("what somebody puts together is worked out: order, cost, who pays no more than alone", () => {
  const made = change("2091-02", 1, 2, 3);
  // The deepest first; paved once where two lie over each other: from 0 to 200 m, 2 m wide.
  expect(made.members.map(({ id }) => id)).toEqual([3, 2, 1]);
  expect(made.alone.paving_m2).toBeCloseTo(2 * (100 + 100 + 80), 6);
  expect(made.together.paving_m2).toBeCloseTo(2 * 200, 6);
  for (const { alone_eur, share_eur } of made.parties) expect(share_eur).toBeLessThanOrEqual(alone_eur);
  expect(made.changed).toEqual({ clashes: [] });
});

test("what lies apart is no package; a chain is one as long as its middle is in it", () => {
  expect(() => change("2091-02", 1, 3)).toThrow(/lie apart/);
  expect(change("2091-02", 1, 2).changed!.clashes).toMatchObject([{ id: 3 }]);
});
