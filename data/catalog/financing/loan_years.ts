import { annuity } from "./annuity.ts";
import { to_cents } from "./figure.ts";
import type { Ends } from "./types.ts";

/** One year of a loan that is paid back in equal yearly sums, in euros to the cent, from lowest to highest. */
export interface LoanYear {
  /** 1: the first year after the start. */
  readonly year: number;
  readonly paid: Ends;
  /** Of what is paid: the interest on what was owed in that year; the rest pays off. */
  readonly interest: Ends;
  /** What is still owed at its end. */
  readonly owed: Ends;
}

/** A loan year by year until it is paid off; no years where nothing is borrowed. */
export function loan_years(principal: Ends, interest_pct: number, years: number): LoanYear[] {
  if (principal.high === 0) return [];
  const [low, high] = [principal.low, principal.high].map((owed) => one_end(owed, interest_pct, years)) as [
    OneEnd,
    OneEnd,
  ];
  return low.map((least, place) => {
    const most = high[place]!;
    const ends = (of: keyof (typeof low)[number]): Ends => ({ low: least[of], high: most[of] });
    return { year: place + 1, paid: ends("paid"), interest: ends("interest"), owed: ends("owed") };
  });
}

type OneEnd = { paid: number; interest: number; owed: number }[];

/** Only what is shown is rounded, so that the last year ends at nothing. */
function one_end(principal: number, interest_pct: number, years: number): OneEnd {
  const paid = annuity(principal, interest_pct, years);
  const cents = (eur: number) => Math.max(0, to_cents(eur)) / 100;
  let owed = principal;
  return Array.from({ length: years }, () => {
    const interest = (owed * interest_pct) / 100;
    owed += interest - paid;
    return { paid: cents(paid), interest: cents(interest), owed: cents(owed) };
  });
}
