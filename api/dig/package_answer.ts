import type { DescribedOpening } from "./describe_openings.ts";
import { type AskedProblem, short } from "./dig_problem.ts";
import { group_cost } from "./group_cost.ts";
import { months_until } from "./group_schedule.ts";
import { days_after, first_day } from "./months.ts";
import type { DigFigures, PackageContent, PlanContent } from "./package_content.ts";
import type { PackagePlan } from "./plan_packages.ts";
import type { DigProblem, Opening, PlacedGroup, Price } from "./types.ts";

/** The packages of a plan: what is done by more than one, as people read it. Those agreed before are left out. */
export function packages_of(
  { problem, described }: AskedProblem,
  { index, plan }: PackagePlan,
  streets: ReadonlyMap<string, string>,
): readonly PackageContent[] {
  return plan
    .filter(({ members }) => members.length > 1 && problem.openings[members[0]!]!.agreed === undefined)
    .map((one) => package_of(problem, described, index.placed(one).group, one, streets))
    .sort((a, b) => saved_eur(b) - saved_eur(a));
}

const saved_eur = ({ alone, together }: PackageContent): number =>
  alone.trench_eur.mid + alone.paving_eur.mid - together.trench_eur.mid - together.paving_eur.mid;

/** A group of openings beginning in a month, as people read it. */
export function package_of(
  problem: DigProblem,
  described: readonly DescribedOpening[],
  group: ReturnType<PackagePlan["index"]["group"]>,
  { start }: Pick<PlacedGroup, "start">,
  streets: ReadonlyMap<string, string>,
): PackageContent {
  const openings = group.members.map((n) => problem.openings[n]!);
  const begins = first_day(start);
  const members = group.schedule.map(({ index: n, from_week, to_week }, order) => {
    const opening = problem.openings[n]!;
    const { planned, earliest, latest } = opening;
    const month = start + months_until(from_week);
    return {
      ...short(described[n]!),
      order: order + 1,
      depth_m: opening.depth_m,
      weeks: to_week - from_week,
      weeks_assumed: described[n]!.weeks_assumed,
      from: days_after(begins, from_week * 7),
      to: days_after(begins, Math.max(0, Math.ceil(to_week * 7) - 1)),
      planned_from: described[n]!.from,
      moved_months: planned === null ? 0 : month - planned,
      outside_months: Math.max(0, earliest - month, month - latest),
    };
  });
  const ids = [...new Set(openings.flatMap((one) => one.places.map(({ street_id }) => street_id)))];
  const together = figures([openings], problem);
  return {
    streets: ids.map((id) => ({ id, name: streets.get(id) ?? id })),
    start,
    from: begins,
    to: members.at(-1)!.to,
    members,
    together: { ...together, shared_trench_m: group.cost.shared_trench_m },
    alone: figures(
      openings.map((one) => [one]),
      problem,
    ),
    parties: group.shares,
  };
}

/** What groups of openings cost, added up, from the cheap to the dear end of the prices. */
function figures(groups: readonly (readonly Opening[])[], problem: DigProblem): DigFigures {
  const at = (level: keyof Price) => groups.map((one) => group_cost(one, problem, level));
  const [low, mid, high] = [at("low"), at("mid"), at("high")];
  const sum = (list: typeof mid, figure: "trench_eur" | "paving_eur" | "paving_m2" | "weeks") =>
    list.reduce((total, one) => total + one[figure], 0);
  const price = (figure: "trench_eur" | "paving_eur"): Price => ({
    low: sum(low, figure),
    mid: sum(mid, figure),
    high: sum(high, figure),
  });
  return {
    trench_eur: price("trench_eur"),
    paving_eur: price("paving_eur"),
    paving_m2: sum(mid, "paving_m2"),
    weeks: sum(mid, "weeks"),
  };
}

/** How good a plan is, how it was found and what it leaves out. */
export function plan_content(asked: AskedProblem, found: PackagePlan): PlanContent {
  const pair = ([i, j]: readonly [number, number]) => ({
    a: short(asked.described[i]!),
    b: short(asked.described[j]!),
  });
  return {
    works: [...asked.described, ...asked.left_out].filter(({ kind }) => kind === "works").map(({ id }) => id),
    opening_count: asked.described.length,
    optimal: found.optimal,
    gap_pct: found.gap_pct,
    solve_ms: Math.round(found.solve_ms),
    ...found.size,
    alone_eur: found.alone.weight_eur,
    greedy_eur: found.greedy.weight_eur,
    found_eur: found.weight.weight_eur,
    clashes_alone: found.alone.clashes.length,
    clashes: found.weight.clashes.map(pair),
    over_budget: found.weight.over_budget,
    left_out: asked.left_out,
  };
}
