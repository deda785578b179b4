import { expect, test } from "vitest";
import type { DescribedOpening } from "../../../api/dig/describe_openings.ts";
import { dig_problem } from "../../../api/dig/dig_problem.ts";
import { month_of } from "../../../api/dig/months.ts";

const today = "2026-11-25";
const described = (more: Partial<DescribedOpening>): DescribedOpening => ({
  kind: "works",
  id: 1,
  key: "works:1",
  name: "",
  what: "riool",
  lays: "sewer_combined",
  party: "Stad",
  places: [{ street_id: "a", from_m: 0, to_m: 10, right_m: 0, left_m: 2 }],
  from: "2027-09-01",
  to: "2028-04-30",
  started: false,
  weeks: 34,
  weeks_assumed: false,
  depth_m: 2.6,
  surface: "restored",
  blocking_months: 60,
  blocked_until: null,
  ...more,
});
const only = (more: Partial<DescribedOpening>) =>
  dig_problem([described(more)], [], [], today).problem.openings[0]!;

test("moves within the usual limits, and within a period longer than the work", () => {
  const { earliest, planned, latest } = only({});
  expect([earliest, planned, latest].map((one) => one! - month_of("2027-09-01"))).toEqual([-6, 0, 12]);
  // Ten weeks in eight months: five of them are free.
  expect(only({ weeks: 10 }).latest - month_of("2027-09-01")).toBe(12 + 5);
});

test("what has begun stays and costs nothing more; a phase that has begun begins nothing", () => {
  const begun = only({ from: "2026-09-01", started: true });
  expect(begun).toMatchObject({
    earliest: month_of("2026-09-01"),
    agreed: "works:1",
    trench_eur_m: null,
    surface: "kept",
  });
  const phased = only({ kind: "measure", from: "2026-01-01", to: "2027-12-31", weeks: 8 });
  expect(phased.agreed).toBeUndefined();
  expect(phased.planned).toBe(month_of("2026-12-01"));
  expect(phased.latest).toBe(month_of("2026-12-01") + 11 + 12);
});

test("without a time anything from next month on, and nothing counts as a move", () => {
  const free = only({ kind: "measure", from: null, to: null });
  expect(free.planned).toBeNull();
  expect(free.earliest).toBe(month_of("2026-12-01"));
});
