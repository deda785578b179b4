import type { PackageRow } from "../queries/package.ts";
import type { DescribedOpening } from "./describe_openings.ts";
import { short } from "./dig_problem.ts";
import { days_after } from "./months.ts";
import type { PlanContent } from "./package_content.ts";

/** An opening as the time axis of a street shows it: when, where along the street, how deep, what was agreed. */
export function street_opening(
  one: DescribedOpening,
  street_id: string,
  packages: readonly PackageRow[],
  left_out: PlanContent["left_out"],
) {
  const here = one.places.filter((place) => place.street_id === street_id);
  const agreed = packages
    .filter(({ state }) => state === "accepted")
    .flatMap(({ id, content }) => content.members.map((member) => ({ id, member })))
    .find(({ member }) => member.kind === one.kind && member.id === one.id);
  return {
    ...short(one),
    key: one.key,
    from: one.from,
    to: one.to ?? (one.from ? days_after(one.from, Math.max(0, one.weeks * 7 - 1)) : null),
    blocked_until: one.blocked_until,
    weeks: one.weeks,
    weeks_assumed: one.weeks_assumed,
    depth_m: one.depth_m,
    from_m: Math.max(0, Math.min(...here.map((place) => place.from_m))),
    to_m: Math.max(0, ...here.map((place) => place.to_m)),
    package_id: agreed?.id ?? null,
    agreed_from: agreed?.member.from ?? null,
    agreed_to: agreed?.member.to ?? null,
    left_out: left_out.find((other) => other.kind === one.kind && other.id === one.id)?.reason ?? null,
  };
}
