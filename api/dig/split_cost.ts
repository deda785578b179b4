import { type GroupCost, group_cost } from "./group_cost.ts";
import type { DigProblem, Opening, PriceLevel } from "./types.ts";

export interface PartyShare {
  readonly party: string;
  /** What the party's own openings would cost it without the others. */
  readonly alone_eur: number;
  readonly share_eur: number;
}

/**
 * Who pays what of openings done together: each party by what its own would have cost without the
 * others, so that all save the same part and none pays more than alone. The shares add up to the cost.
 */
export function split_cost(
  members: readonly Opening[],
  together: GroupCost,
  problem: Pick<DigProblem, "choices" | "paving_eur_m2">,
  level: PriceLevel = "mid",
): readonly PartyShare[] {
  const parties = [...new Set(members.map((one) => one.party))].sort();
  const alone = parties.map((party) => {
    const own = members.filter((one) => one.party === party);
    if (own.length === members.length) return together.trench_eur + together.paving_eur;
    const cost = group_cost(own, problem, level);
    return cost.trench_eur + cost.paving_eur;
  });
  const total = alone.reduce((sum, one) => sum + one, 0);
  const cost_eur = together.trench_eur + together.paving_eur;
  return parties.map((party, n) => ({
    party,
    alone_eur: alone[n]!,
    share_eur: total > 0 ? (alone[n]! * cost_eur) / total : 0,
  }));
}
