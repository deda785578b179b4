import type { Month } from "./types.ts";

/** The month of an ISO date. */
export const month_of = (date: string): Month => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

const DAY_MS = 86_400_000;

/** The day so many days after an ISO date. */
export const days_after = (date: string, days: number): string =>
  new Date(Date.parse(date) + Math.round(days) * DAY_MS).toISOString().slice(0, 10);

/** The first day of a month. */
export const first_day = (month: Month): string =>
  `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;

/** Weeks from the first through the last day. */
export const weeks_between = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from) + DAY_MS) / DAY_MS / 7;
