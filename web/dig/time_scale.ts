const DAY_MS = 86_400_000;

/** Days since 1970 of an ISO date. */
export const day_of = (iso: string): number => Math.floor(Date.parse(iso) / DAY_MS);

export interface TimeScale {
  readonly from: number;
  readonly to: number;
  /** Where a day lies, in the units of the width. */
  x(day: number): number;
  /** First days of years, and of quarters where there is room. */
  readonly ticks: readonly { readonly day: number; readonly label: string; readonly year: boolean }[];
}

/** A scale of whole years that holds all the days, over a width. Without days: this year. */
export function time_scale(days: readonly number[], today: number, width: number): TimeScale {
  const years = [today, ...days].map((day) => new Date(day * DAY_MS).getUTCFullYear());
  const first = Math.min(...years);
  const last = Math.max(...years);
  const start = (year: number, month = 0) => Math.floor(Date.UTC(year, month, 1) / DAY_MS);
  const from = start(first);
  const to = start(last + 1);
  const x = (day: number) => ((day - from) / (to - from)) * width;
  const ticks = [];
  const year_width = width / (last - first + 1);
  for (let year = first; year <= last; year++) {
    ticks.push({ day: start(year), label: String(year), year: true });
    if (year_width >= 150)
      for (const month of [3, 6, 9])
        ticks.push({ day: start(year, month), label: `${month / 3 + 1}`, year: false });
  }
  return { from, to, x, ticks };
}
