import { build_model, type DigModel, type ModelSize } from "./build_model.ts";
import { DigIndex } from "./dig_index.ts";
import { alone_plan, greedy_plan } from "./greedy_plan.ts";
import { clash_weight_eur, type PlanWeight, plan_weight } from "./plan_weight.ts";
import type { SolverAnswer } from "./solver_worker.ts";
import type { DigProblem, PlacedGroup, Plan } from "./types.ts";

export interface PackagePlan {
  readonly index: DigIndex;
  readonly plan: Plan;
  readonly weight: PlanWeight;
  /** Everybody alone, as planned. */
  readonly alone: PlanWeight;
  /** What one gets by putting the best pairs together one after another. */
  readonly greedy: PlanWeight;
  /** No plan of this size goes below it. */
  readonly bound_eur: number;
  /** How far the plan may be from the best there is, in percent of its objective; 0 where it is the best. */
  readonly gap_pct: number;
  readonly optimal: boolean;
  /** The coarsest choices that had to be made to keep the model small enough. */
  readonly size: ModelSize;
  readonly solve_ms: number;
}

export type Solve = (model: DigModel, time_limit_s: number) => Promise<SolverAnswer>;

const COLUMNS_MAX = 6000;
const FINE = { step_months: 1 } as const;

/**
 * The best packages of a problem: parts of it that do not touch (no shared place, no shared budget) are
 * solved one by one, each within its part of the time. Where the solver finds nothing better in time,
 * the greedy plan stands, with the gap to what could still be possible.
 */
export async function plan_packages(
  problem: DigProblem,
  solve: Solve,
  time_limit_s: number,
): Promise<PackagePlan> {
  const began_ms = performance.now();
  const index = new DigIndex(problem);
  const clash_eur = clash_weight_eur(index);
  const all = problem.openings.map((_, n) => n);
  const parts = separate_parts(index);
  const plan: PlacedGroup[] = [];
  const greedy: PlacedGroup[] = [];
  let bound_eur = 0;
  let optimal = true;
  let size: ModelSize = { most_members: problem.most_members, ...FINE };
  for (const [n, part] of parts.entries()) {
    const by_hand = greedy_plan(
      index,
      part,
      problem.most_members,
      1,
      clash_eur,
      began_ms + time_limit_s * 500,
    );
    greedy.push(...by_hand);
    const hand_eur = objective_of(index, by_hand, clash_eur);
    if (
      part.length === 1 &&
      index.problem.budgets.every(({ party }) => party !== problem.openings[part[0]!]!.party)
    ) {
      plan.push(...by_hand);
      bound_eur += hand_eur;
      continue;
    }
    const built = build_fitting(index, part, problem.most_members, clash_eur, by_hand);
    const left_s = time_limit_s - (performance.now() - began_ms) / 1000;
    if (!built || left_s <= 0) {
      plan.push(...by_hand);
      bound_eur += least_eur(index, part);
      optimal = false;
      continue;
    }
    size = {
      most_members: Math.min(size.most_members, built.size.most_members),
      step_months: Math.max(size.step_months, built.size.step_months),
    };
    const {
      values,
      bound,
      optimal: proven,
    } = await solve(built.model, Math.max(1, left_s / (parts.length - n)));
    const found = values
      ? built.model.columns.flatMap(({ group, start }, c) =>
          values[c]! > 0.5 ? [{ members: group.members, start }] : [],
        )
      : by_hand;
    const found_eur = objective_of(index, found, clash_eur);
    plan.push(...(found_eur <= hand_eur ? found : by_hand));
    bound_eur += proven ? Math.min(found_eur, hand_eur) : Math.max(bound, least_eur(index, part));
    optimal &&= proven;
  }
  const weight = plan_weight(index, plan, clash_eur);
  return {
    index,
    plan,
    weight,
    alone: plan_weight(index, alone_plan(index, all), clash_eur),
    greedy: plan_weight(index, greedy, clash_eur),
    bound_eur,
    gap_pct:
      optimal || weight.objective_eur <= 0 ? 0 : Math.max(0, (1 - bound_eur / weight.objective_eur) * 100),
    optimal,
    size,
    solve_ms: performance.now() - began_ms,
  };
}

/** What a plan of some of the openings comes to; budgets that belong to others do not count. */
const objective_of = (index: DigIndex, plan: Plan, clash_eur: number): number =>
  plan_weight(index, plan, clash_eur).objective_eur;

/** No plan costs less than the dearest trench of its openings: a bound where the solver gives none. */
function least_eur(index: DigIndex, part: readonly number[]): number {
  return Math.max(0, ...part.map((n) => index.group([n]).cost.trench_eur));
}

/** The finest model that is small enough: first starts further apart, then smaller packages. */
function build_fitting(
  index: DigIndex,
  part: readonly number[],
  most_members: number,
  clash_eur: number,
  from: Plan,
): { model: DigModel; size: ModelSize } | null {
  for (let members = most_members; members >= 2; members--)
    for (const step_months of [1, 3, 6]) {
      const size = { most_members: members, step_months };
      const model = build_model(index, part, size, clash_eur, from, COLUMNS_MAX);
      if (model) return { model, size };
    }
  return null;
}

/** Openings that depend on each other: by a shared place, a shared package or the budget of a party. */
export function separate_parts(index: DigIndex): readonly (readonly number[])[] {
  const { openings, budgets } = index.problem;
  const bounded = new Set(budgets.map((one) => one.party));
  const of = openings.map((_, n) => n);
  const root = (n: number): number => {
    let at = n;
    while (of[at] !== at) at = of[at]!;
    return at;
  };
  const first = new Map<string, number>();
  const join = (n: number, key: string) => {
    const known = first.get(key);
    if (known === undefined) first.set(key, n);
    else of[root(n)] = root(known);
  };
  for (const [n, { party, agreed }] of openings.entries()) {
    for (const other of index.beside[n]!) of[root(n)] = root(other);
    if (bounded.has(party)) join(n, `party ${party}`);
    if (agreed !== undefined) join(n, `agreed ${agreed}`);
  }
  const parts = new Map<number, number[]>();
  for (const n of of.keys()) parts.set(root(n), [...(parts.get(root(n)) ?? []), n]);
  return [...parts.values()];
}
