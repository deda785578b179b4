import { type GroupCost, group_cost } from "./group_cost.ts";
import { group_end, group_schedule, months_until, type ScheduledMember } from "./group_schedule.ts";
import { type PartyShare, split_cost } from "./split_cost.ts";
import type { DigProblem, Month, Opening, PlacedGroup } from "./types.ts";

/** A set of openings with what it costs, in which order it goes and when it may begin. */
export interface Group {
  readonly members: readonly number[];
  readonly cost: GroupCost;
  readonly schedule: readonly ScheduledMember[];
  readonly shares: readonly PartyShare[];
  /** First and last month in which it may begin; none where `last` is before `first`. */
  readonly first: Month;
  readonly last: Month;
}

/** Least shared length for two openings to be at the same place: a crossing of streets is none. */
const SHARED_MIN_M = 1;

/** A problem with what is asked of it again and again: who is where, and groups worked out once. */
export class DigIndex {
  /** Per opening, those that share a stretch of a street with it. */
  readonly beside: readonly (readonly number[])[];
  readonly #groups = new Map<string, Group>();

  constructor(readonly problem: DigProblem) {
    const { openings } = problem;
    this.beside = openings.map((one, i) =>
      openings.flatMap((other, j) => (i !== j && share_place(one, other) ? [j] : [])),
    );
  }

  group(members: readonly number[]): Group {
    const key = members.join(",");
    const known = this.#groups.get(key);
    if (known) return known;
    const openings = members.map((index) => this.problem.openings[index]!);
    const cost = group_cost(openings, this.problem);
    const schedule = group_schedule(openings, cost.weeks).map((one) => ({
      ...one,
      index: members[one.index]!,
    }));
    let first = Number.NEGATIVE_INFINITY;
    let last = Number.POSITIVE_INFINITY;
    for (const { index, from_week } of schedule) {
      const opening = this.problem.openings[index]!;
      first = Math.max(first, opening.earliest - months_until(from_week));
      last = Math.min(last, opening.latest - months_until(from_week));
    }
    const made = { members, cost, schedule, shares: split_cost(openings, cost, this.problem), first, last };
    this.#groups.set(key, made);
    return made;
  }

  /** Months that the members of a group move from what they planned, summed. */
  moved_months(group: Group, start: Month): number {
    return group.schedule.reduce((sum, { index, from_week }) => {
      const { planned } = this.problem.openings[index]!;
      return planned === null ? sum : sum + Math.abs(start + months_until(from_week) - planned);
    }, 0);
  }

  /** What a group weighs when it begins in a month: money, weeks of closure and months moved. */
  weight_eur(group: Group, start: Month): number {
    const { choices } = this.problem;
    return (
      group.cost.trench_eur +
      group.cost.paving_eur +
      group.cost.weeks * choices.week_eur +
      this.moved_months(group, start) * choices.shift_month_eur
    );
  }

  /**
   * Do two openings at one place, in different groups, get in each other's way: at the same time, or the
   * later one within the blocking period after the earlier?
   */
  clash(i: number, of_i: Group, start_i: Month, j: number, of_j: Group, start_j: Month): boolean {
    const { openings } = this.problem;
    if (start_i > start_j) return this.clash(j, of_j, start_j, i, of_i, start_i);
    return start_i === start_j || start_j < this.end_of(of_i, start_i) + openings[i]!.blocking_months;
  }

  /** The first month that a group no longer works in. */
  end_of(group: Group, start: Month): Month {
    return group_end(start, group.cost.weeks);
  }

  placed(one: PlacedGroup): { group: Group; start: Month } {
    return { group: this.group(one.members), start: one.start };
  }
}

/** Do two openings share at least a metre of a street? */
export function share_place(one: Opening, other: Opening): boolean {
  return one.places.some((a) =>
    other.places.some(
      (b) =>
        a.street_id === b.street_id &&
        Math.min(a.to_m, b.to_m) - Math.max(a.from_m, b.from_m) >= SHARED_MIN_M,
    ),
  );
}

/** The year that a month lies in. */
export const year_of = (month: Month): number => Math.floor(month / 12);
