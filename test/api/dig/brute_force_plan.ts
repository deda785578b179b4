import type { DigIndex } from "../../../api/dig/dig_index.ts";
import { clash_weight_eur, plan_weight } from "../../../api/dig/plan_weight.ts";
import type { PlacedGroup, Plan } from "../../../api/dig/types.ts";

/** The best plan by trying all: every way to part the openings, every month in which each part may begin. */
export function brute_force_plan(index: DigIndex): { plan: Plan; objective_eur: number; tried: number } {
  const clash_eur = clash_weight_eur(index);
  const count = index.problem.openings.length;
  let best: { plan: Plan; objective_eur: number } | null = null;
  let tried = 0;
  const hangs_together = (members: readonly number[]): boolean => {
    const reached = new Set([members[0]!]);
    for (const n of reached) for (const m of index.beside[n]!) if (members.includes(m)) reached.add(m);
    return reached.size === members.length;
  };
  const place = (parts: readonly (readonly number[])[], placed: readonly PlacedGroup[]): void => {
    const members = parts[placed.length];
    if (!members) {
      tried++;
      const { objective_eur } = plan_weight(index, placed, clash_eur);
      if (!best || objective_eur < best.objective_eur) best = { plan: placed, objective_eur };
      return;
    }
    const { first, last } = index.group(members);
    for (let start = first; start <= last; start++) place(parts, [...placed, { members, start }]);
  };
  const part = (next: number, parts: readonly (readonly number[])[]): void => {
    if (next === count) {
      if (parts.every((one) => one.length <= index.problem.most_members && hangs_together(one)))
        place(parts, []);
      return;
    }
    for (const [n, one] of parts.entries())
      part(next + 1, [...parts.slice(0, n), [...one, next], ...parts.slice(n + 1)]);
    part(next + 1, [...parts, [next]]);
  };
  part(0, []);
  return { ...best!, tried };
}
