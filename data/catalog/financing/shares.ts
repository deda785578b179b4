import { type Bearer, bearers } from "./types.ts";

/**
 * Whole units parted by weights so that the parts add up exactly: each gets its share rounded down, and
 * what is left goes one by one to the largest remainders (the first of equals). All weights 0: all to the first.
 */
export function split_whole(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum === 0) return weights.map((_, place) => (place === 0 ? total : 0));
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((all, part) => all + part, 0);
  const order = exact
    .map((value, place) => ({ place, rest: value - Math.floor(value) }))
    // A weight of nothing gets nothing, also of what is left.
    .filter(({ place }) => weights[place]! > 0)
    .sort((a, b) => b.rest - a.rest || a.place - b.place);
  for (let n = 0; n < left; n++) parts[order[n % order.length]!.place]! += 1;
  return parts;
}

/** One share set, the others scaled so that all add up to 100 % again, in hundredths of a per cent. */
export function with_share(
  shares_pct: Readonly<Record<Bearer, number>>,
  bearer: Bearer,
  pct: number,
): Record<Bearer, number> {
  const set = Math.round(Math.min(100, Math.max(0, pct)) * 100);
  const others = bearers.filter((one) => one !== bearer);
  const parts = split_whole(
    10_000 - set,
    others.map((one) => shares_pct[one]),
  );
  const entries = others.map((one, place) => [one, parts[place]! / 100] as const);
  return { ...Object.fromEntries(entries), [bearer]: set / 100 } as Record<Bearer, number>;
}

/** The sum of the shares in hundredths of a per cent: 10,000 where they add up. */
export const shares_sum = (shares_pct: Readonly<Record<Bearer, number>>): number =>
  bearers.reduce((sum, bearer) => sum + Math.round(shares_pct[bearer] * 100), 0);
