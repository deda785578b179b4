import { expect, test } from "vitest";
import { day_of, time_scale } from "../../../web/dig/time_scale.ts";

test("whole years that hold all days and today, from edge to edge", () => {
  const today = day_of("2026-11-25");
  const scale = time_scale([day_of("2027-03-01"), day_of("2028-06-30")], today, 1096);
  expect([scale.from, scale.to]).toEqual([day_of("2026-01-01"), day_of("2029-01-01")]);
  // 1,096 days over as many units: a day is one.
  expect(scale.x(day_of("2027-01-01"))).toBe(365);
  expect(scale.x(scale.to)).toBe(1096);
  expect(scale.ticks.filter(({ year }) => year).map(({ label }) => label)).toEqual(["2026", "2027", "2028"]);
  // Room for quarters: the second, third and fourth of each year.
  expect(scale.ticks.filter(({ year }) => !year)).toHaveLength(9);
  expect(time_scale([], today, 100).ticks).toEqual([
    { day: day_of("2026-01-01"), label: "2026", year: true },
  ]);
});
