import type { DigProblem, Opening, Place, PriceLevel } from "./types.ts";

export interface GroupCost {
  readonly trench_eur: number;
  readonly paving_eur: number;
  readonly paving_m2: number;
  /** Metres of street where at least two lie in one trench. */
  readonly shared_trench_m: number;
  readonly weeks: number;
}

interface Laid {
  readonly opening: Opening;
  readonly place: Place;
}

/**
 * What openings done together cost and how long they close the street: the dearest trench whole and a
 * part of the others where walls are close enough, paving put back once where their places overlap (and
 * not at all where it is taken away), one setting-up for all. One opening: what it costs alone. Never
 * more than the same openings in two groups.
 */
export function group_cost(
  members: readonly Opening[],
  problem: Pick<DigProblem, "choices" | "paving_eur_m2">,
  level: PriceLevel = "mid",
): GroupCost {
  const { choices } = problem;
  const streets = new Map<string, Laid[]>();
  for (const opening of members)
    for (const place of opening.places) {
      const laid = streets.get(place.street_id) ?? [];
      laid.push({ opening, place });
      streets.set(place.street_id, laid);
    }
  let trench_eur = 0;
  let paving_m2 = 0;
  let shared_trench_m = 0;
  for (const laid of streets.values()) {
    const cuts = [...new Set(laid.flatMap(({ place }) => [place.from_m, place.to_m]))].sort((a, b) => a - b);
    for (let n = 1; n < cuts.length; n++) {
      const from_m = cuts[n - 1]!;
      const to_m = cuts[n]!;
      const here = laid.filter(({ place }) => place.from_m <= from_m && place.to_m >= to_m);
      if (here.length === 0) continue;
      const trench = trenches_here(here, choices, level);
      trench_eur += trench.eur_m * (to_m - from_m);
      if (trench.shared) shared_trench_m += to_m - from_m;
      paving_m2 += restored_width_m(here) * (to_m - from_m);
    }
  }
  return {
    trench_eur,
    paving_m2,
    paving_eur: paving_m2 * problem.paving_eur_m2[level],
    shared_trench_m,
    weeks: group_weeks(members, paving_m2, problem),
  };
}

/** Lines whose walls are close enough, one to the next, lie in one trench. */
function trenches_here(
  here: readonly Laid[],
  choices: DigProblem["choices"],
  level: PriceLevel,
): { eur_m: number; shared: boolean } {
  const dug = here
    .filter(({ opening }) => opening.trench_eur_m !== null)
    .sort((a, b) => a.place.right_m - b.place.right_m);
  let eur_m = 0;
  let shared = false;
  let reach_m = Number.NEGATIVE_INFINITY;
  let cluster: number[] = [];
  const close = () => {
    const dearest = Math.max(0, ...cluster);
    const others = cluster.reduce((sum, price) => sum + price, 0) - dearest;
    eur_m += dearest + others * (1 - choices.shared_trench_pct / 100);
    cluster = [];
  };
  for (const { opening, place } of dug) {
    if (place.right_m - reach_m > choices.shared_trench_within_m) close();
    else shared = true;
    cluster.push(opening.trench_eur_m![level]);
    reach_m = Math.max(reach_m, place.left_m);
  }
  close();
  return { eur_m, shared };
}

/** Width of paving to put back: what any breaks up, less what one takes away for good. */
function restored_width_m(here: readonly Laid[]): number {
  const of = (surface: Opening["surface"]) =>
    here.filter(({ opening }) => opening.surface === surface).map(({ place }) => place);
  const away = of("depaved");
  const all = union_width_m([...of("restored"), ...away]);
  return all - union_width_m(away);
}

function union_width_m(places: readonly Place[]): number {
  let width_m = 0;
  let reach_m = Number.NEGATIVE_INFINITY;
  for (const { right_m, left_m } of [...places].sort((a, b) => a.right_m - b.right_m)) {
    if (left_m <= reach_m) continue;
    width_m += left_m - Math.max(right_m, reach_m);
    reach_m = left_m;
  }
  return width_m;
}

/** One after another, but set up once and paved once; never shorter than the longest of them. */
function group_weeks(
  members: readonly Opening[],
  paving_m2: number,
  { choices }: Pick<DigProblem, "choices">,
): number {
  const weeks = members.map((one) => one.weeks);
  const apart_m2 = members.reduce((sum, one) => sum + own_paving_m2(one), 0);
  const saved =
    (members.length - 1) * choices.setup_weeks + Math.max(0, apart_m2 - paving_m2) / choices.paving_m2_week;
  return Math.max(...weeks, weeks.reduce((sum, one) => sum + one, 0) - saved);
}

function own_paving_m2(opening: Opening): number {
  if (opening.surface !== "restored") return 0;
  return opening.places.reduce(
    (sum, { from_m, to_m, right_m, left_m }) => sum + (to_m - from_m) * (left_m - right_m),
    0,
  );
}
