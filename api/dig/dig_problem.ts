import { dig_choices, opens_no_ground } from "../../data/catalog/trenches.ts";
import { plain } from "../../data/importers/values.ts";
import type { PackageRow, PartyRow } from "../queries/package.ts";
import type { DescribedOpening } from "./describe_openings.ts";
import { paving_price, trench_price } from "./dig_prices.ts";
import { WEEKS_PER_MONTH } from "./group_schedule.ts";
import { month_of } from "./months.ts";
import type { PlanContent } from "./package_content.ts";
import type { DigProblem, Month, Opening } from "./types.ts";

/** What a party may do where nobody said otherwise. */
export const party_defaults = { earlier_months: 6, later_months: 12 } as const;
/** How far ahead something without a time may be put. */
const AHEAD_MONTHS = 60;
/** Nothing is put together with more than this many. */
const MEMBERS_MAX = 6;

export interface AskedProblem {
  readonly problem: DigProblem;
  /** The openings of the problem as people know them, in its order. */
  readonly described: readonly DescribedOpening[];
  readonly left_out: PlanContent["left_out"];
}

/**
 * The optimiser's question: what opens streets from today on, how far each party moves, what it can
 * spend. What has begun stays where it is; members of an accepted package stay together at its time.
 */
export function dig_problem(
  openings: readonly DescribedOpening[],
  parties: readonly PartyRow[],
  packages: readonly PackageRow[],
  today: string,
): AskedProblem {
  const left_out: PlanContent["left_out"][number][] = [];
  const kept: DescribedOpening[] = [];
  for (const one of openings) {
    const reason = why_left_out(one, today);
    if (reason) left_out.push({ ...short(one), reason });
    else kept.push(one);
  }
  const agreed = agreed_times(packages);
  const limits = new Map(parties.map((one) => [one.name, one]));
  const budgets = parties.flatMap(({ name, budgets }) =>
    Object.entries(budgets).map(([year, most_eur]) => ({ party: name, year: Number(year), most_eur })),
  );
  return {
    problem: {
      openings: kept.map((one) => problem_opening(one, limits.get(one.party), agreed.get(one.key), today)),
      budgets,
      paving_eur_m2: paving_price(),
      choices: dig_choices,
      most_members: MEMBERS_MAX,
    },
    described: kept,
    left_out,
  };
}

export const short = ({ kind, id, name, what, lays, party }: DescribedOpening) => ({
  kind,
  id,
  name,
  what,
  lays,
  party,
});

function why_left_out(
  one: DescribedOpening,
  today: string,
): PlanContent["left_out"][number]["reason"] | null {
  if (one.places.length === 0) return "no_street";
  if (one.kind === "works" && opens_no_ground(plain(one.what))) return "no_ground";
  if (one.kind === "works" && one.from === null) return "no_period";
  if (one.blocked_until !== null && one.blocked_until >= today) return null;
  if (one.to !== null && one.to < today) return "past";
  // Without an end: over once it has lasted as long as it takes.
  const end = one.from === null ? null : month_of(one.from) + one.weeks / WEEKS_PER_MONTH;
  return one.to === null && one.started && end !== null && end < month_of(today) ? "past" : null;
}

interface Agreed {
  readonly package_id: number;
  readonly start: Month;
}

function agreed_times(packages: readonly PackageRow[]): ReadonlyMap<string, Agreed> {
  return new Map(
    packages
      .filter(({ state }) => state === "accepted")
      .flatMap(({ id, content }) =>
        content.members.map((member) => [
          `${member.kind}:${member.id}`,
          { package_id: id, start: month_of(member.from) },
        ]),
      ),
  );
}

function problem_opening(
  one: DescribedOpening,
  limits: PartyRow | undefined,
  agreed: Agreed | undefined,
  today: string,
): Opening {
  const { earlier_months, later_months } = limits ?? party_defaults;
  const next = month_of(today) + 1;
  // A phase that has begun does not mean that its measures have.
  const planned = one.from === null ? null : Math.max(month_of(one.from), one.kind === "measure" ? next : 0);
  const begun = agreed === undefined && one.started && planned !== null;
  // Within a period longer than the work takes one may begin later without moving anything.
  const slack =
    planned !== null && one.to !== null
      ? Math.max(0, month_of(one.to) - planned + 1 - Math.ceil(one.weeks / WEEKS_PER_MONTH))
      : 0;
  let [earliest, latest] =
    planned === null
      ? [next, next + AHEAD_MONTHS]
      : [Math.max(next, planned - earlier_months), planned + slack + later_months];
  if (agreed) earliest = latest = agreed.start;
  else if (begun) earliest = latest = planned;
  return {
    key: one.key,
    party: one.party,
    places: one.places,
    // What has begun costs what it costs, whatever the others do.
    trench_eur_m: begun ? null : trench_price(one.lays),
    depth_m: one.depth_m,
    surface: begun ? "kept" : one.surface,
    weeks: one.weeks,
    planned: agreed?.start ?? planned,
    earliest,
    latest: Math.max(earliest, latest),
    blocking_months: one.blocking_months,
    ...(agreed ? { agreed: `package:${agreed.package_id}` } : begun ? { agreed: one.key } : {}),
  };
}
