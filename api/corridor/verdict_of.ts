import type { ObstacleRule, Verdict } from "./types.ts";

/**
 * What `rule_verdict()` in SQL will say of one place: the same interval arithmetic, so that the search is
 * led by what the engine judges later. Distances wall to wall, `inside_m`: how deep inside an area (0: not).
 * `gap_m` null: a depth is unknown.
 */
export function verdict_of(
  rule: ObstacleRule,
  at: { wall_m: number; u_m: number; inside_m: number; gap_m: number | null; gap_u_m: number },
): Verdict {
  const { wall_m, u_m, gap_m, gap_u_m } = at;
  if (rule.relation === "overlap") {
    if (wall_m > 0 && wall_m - u_m >= 0) return "clear";
    return wall_m === 0 && (u_m === 0 || at.inside_m >= u_m) ? "violated" : "possible";
  }
  const beside = rule.horizontal_m;
  const apart = rule.vertical_m;
  const may_beside = beside === null || wall_m - u_m < beside;
  const may_apart = apart === null || gap_m === null || gap_m - gap_u_m < apart;
  if (!may_beside || !may_apart) return "clear";
  if (gap_m === null && (rule.upper !== null || apart !== null)) return "unknown";
  const sure_beside = beside === null || wall_m + u_m < beside;
  const sure_apart = apart === null || (gap_m as number) + gap_u_m < apart;
  return sure_beside && sure_apart ? "violated" : "possible";
}
