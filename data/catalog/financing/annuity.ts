/**
 * What is paid back each year, at the end of it, of a loan in equal yearly sums: P·i / (1 − (1 + i)^−n).
 * Without interest P / n. Interest in per cent a year; years 1 or more.
 */
export function annuity(principal: number, interest_pct: number, years: number): number {
  const rate = interest_pct / 100;
  // expm1 and log1p: a rate next to nothing would lose all digits in 1 − (1 + i)^−n.
  const discount = -Math.expm1(-years * Math.log1p(rate));
  return rate === 0 ? principal / years : (principal * rate) / discount;
}
