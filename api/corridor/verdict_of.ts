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
  const beside = beside_of(rule, wall_m, u_m, at.inside_m);
  if (rule.relation === "overlap" || beside === "clear") return beside;
  const apart = rule.vertical_m;
  if (apart !== null && gap_m !== null && gap_m - gap_u_m >= apart) return "clear";
  if (gap_m === null && (rule.upper !== null || apart !== null)) return "unknown";
  const sure_apart = apart === null || (gap_m as number) + gap_u_m < apart;
  return beside === "violated" && sure_apart ? "violated" : "possible";
}

/** The same in plan alone, whatever the depths: wherever the rule asks for no other distance. */
export function beside_of(
  { relation, horizontal_m }: ObstacleRule,
  wall_m: number,
  u_m: number,
  inside_m: number,
): "clear" | "possible" | "violated" {
  if (relation === "overlap") {
    if (wall_m > 0 && wall_m - u_m >= 0) return "clear";
    return wall_m === 0 && (u_m === 0 || inside_m >= u_m) ? "violated" : "possible";
  }
  if (horizontal_m === null || wall_m + u_m < horizontal_m) return "violated";
  return wall_m - u_m < horizontal_m ? "possible" : "clear";
}
