import { type DigIndex, year_of } from "./dig_index.ts";
import type { Plan } from "./types.ts";

export interface PlanWeight {
  /** Money, weeks and months moved of all groups. */
  readonly weight_eur: number;
  /** Pairs of openings at one place that meet in time or break a blocking period. */
  readonly clashes: readonly (readonly [number, number])[];
  readonly over_budget: readonly { readonly party: string; readonly year: number; readonly by_eur: number }[];
  /** What the optimiser makes least: the weight, and far more for each clash and each euro over a budget. */
  readonly objective_eur: number;
}

/** A clash weighs more than all that could be saved, a euro over a budget more than a thousand saved. */
export const over_budget_weight = 1000;
export function clash_weight_eur(index: DigIndex): number {
  const { openings } = index.problem;
  const alone = openings.map((one, n) => {
    const group = index.group([n]);
    return index.weight_eur(group, one.planned ?? one.earliest);
  });
  return Math.ceil(alone.reduce((sum, one) => sum + one, 0)) + 1000;
}

/** Judges a plan: the same sum that the mixed-integer model makes least, worked out by hand. */
export function plan_weight(index: DigIndex, plan: Plan, clash_eur = clash_weight_eur(index)): PlanWeight {
  const placed = plan.map((one) => index.placed(one));
  const of = new Map<number, number>();
  for (const [n, { members }] of plan.entries()) for (const member of members) of.set(member, n);
  let weight_eur = 0;
  const clashes: [number, number][] = [];
  const spent = new Map<string, number>();
  for (const { group, start } of placed) {
    weight_eur += index.weight_eur(group, start);
    for (const { party, share_eur } of group.shares) {
      const key = `${year_of(start)} ${party}`;
      spent.set(key, (spent.get(key) ?? 0) + share_eur);
    }
  }
  for (const [i, at_i] of of)
    for (const j of index.beside[i]!) {
      const at_j = of.get(j);
      if (i >= j || at_j === undefined || at_i === at_j) continue;
      const a = placed[at_i]!;
      const b = placed[at_j]!;
      if (index.clash(i, a.group, a.start, j, b.group, b.start)) clashes.push([i, j]);
    }
  const over_budget = index.problem.budgets.flatMap(({ party, year, most_eur }) => {
    const by_eur = (spent.get(`${year} ${party}`) ?? 0) - most_eur;
    return by_eur > 0.005 ? [{ party, year, by_eur }] : [];
  });
  const over = over_budget.reduce((sum, { by_eur }) => sum + by_eur, 0);
  return {
    weight_eur,
    clashes,
    over_budget,
    objective_eur: weight_eur + clashes.length * clash_eur + over * over_budget_weight,
  };
}
