import { start_months } from "./candidate_groups.ts";
import type { DigIndex } from "./dig_index.ts";
import { plan_weight } from "./plan_weight.ts";
import type { PlacedGroup, Plan } from "./types.ts";

/**
 * What one would do by hand: all alone as planned, then again and again put together the two groups that
 * save most, each time in its best month; at last move what is left if that helps. The optimiser starts
 * from it, so that its answer is never worse. Begins no further round after `until_ms` (performance.now()).
 */
export function greedy_plan(
  index: DigIndex,
  openings: readonly number[],
  most_members: number,
  step: number,
  clash_eur: number,
  until_ms = Number.POSITIVE_INFINITY,
): Plan {
  const inside = new Set(openings);
  let plan: PlacedGroup[] = alone_plan(index, openings);
  let now = plan_weight(index, plan, clash_eur).objective_eur;
  const beside = (a: PlacedGroup, b: PlacedGroup) =>
    a.members.some((i) => index.beside[i]!.some((j) => inside.has(j) && b.members.includes(j)));
  const movable = (one: PlacedGroup) =>
    one.members.every((n) => index.problem.openings[n]!.agreed === undefined);
  while (performance.now() < until_ms) {
    let best: { plan: PlacedGroup[]; objective: number } | null = null;
    for (const [a, one] of plan.entries())
      for (let b = a + 1; b < plan.length; b++) {
        const other = plan[b]!;
        const members = [...one.members, ...other.members].sort((x, y) => x - y);
        if (members.length > most_members || !movable(one) || !movable(other) || !beside(one, other))
          continue;
        const group = index.group(members);
        if (group.first > group.last) continue;
        const rest = plan.filter((_, n) => n !== a && n !== b);
        for (const start of start_months(index, group, step)) {
          const tried = [...rest, { members, start }];
          const { objective_eur } = plan_weight(index, tried, clash_eur);
          if (objective_eur < (best?.objective ?? now) - 1e-6)
            best = { plan: tried, objective: objective_eur };
        }
      }
    if (!best) break;
    plan = best.plan;
    now = best.objective;
  }
  for (const [n, one] of plan.entries()) {
    if (!movable(one)) continue;
    for (const start of start_months(index, index.group(one.members), step)) {
      const tried = plan.map((other, at) => (at === n ? { ...one, start } : other));
      const { objective_eur } = plan_weight(index, tried, clash_eur);
      if (objective_eur < now - 1e-6) {
        plan = tried;
        now = objective_eur;
      }
    }
  }
  return plan;
}

/** Every opening alone in the month that was planned, or the nearest that it may begin in; packages as agreed. */
export function alone_plan(index: DigIndex, openings: readonly number[]): PlacedGroup[] {
  const agreed = new Map<string, number[]>();
  const plan: PlacedGroup[] = [];
  for (const n of openings) {
    const opening = index.problem.openings[n]!;
    if (opening.agreed !== undefined) agreed.set(opening.agreed, [...(agreed.get(opening.agreed) ?? []), n]);
    else
      plan.push({
        members: [n],
        start: Math.min(
          Math.max(opening.planned ?? opening.earliest, opening.earliest),
          Math.max(opening.earliest, opening.latest),
        ),
      });
  }
  for (const members of agreed.values()) plan.push({ members, start: index.group(members).first });
  return plan;
}
