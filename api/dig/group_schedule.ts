import type { Month, Opening } from "./types.ts";

export const WEEKS_PER_MONTH = 365.25 / 12 / 7;

export interface ScheduledMember {
  /** Place in the list that was given. */
  readonly index: number;
  readonly from_week: number;
  readonly to_week: number;
}

/**
 * In which order openings done together follow one another: the deepest first, what is nearest the
 * surface last. Each takes its part of the weeks by its own length.
 */
export function group_schedule(members: readonly Opening[], weeks: number): readonly ScheduledMember[] {
  const total = members.reduce((sum, one) => sum + one.weeks, 0);
  const order = members
    .map((opening, index) => ({ opening, index }))
    .sort((a, b) => b.opening.depth_m - a.opening.depth_m || (a.opening.key < b.opening.key ? -1 : 1));
  let from_week = 0;
  return order.map(({ opening, index }) => {
    const to_week = from_week + (total > 0 ? (opening.weeks * weeks) / total : 0);
    const scheduled = { index, from_week, to_week };
    from_week = to_week;
    return scheduled;
  });
}

/** Whole months from the start of a group until a week of it. */
export const months_until = (week: number): number => Math.floor(week / WEEKS_PER_MONTH + 1e-9);

/** The first month that a group no longer works in. */
export const group_end = (start: Month, weeks: number): Month =>
  start + Math.max(1, Math.ceil(weeks / WEEKS_PER_MONTH - 1e-9));
