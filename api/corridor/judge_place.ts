import { cover_m } from "./corridor_grid.ts";
import { along_index, type CostField, end_index } from "./cost_field.ts";
import {
  type CorridorWeights,
  type LinePart,
  type Obstacle,
  type ObstacleRule,
  severity_factor,
  type Verdict,
} from "./types.ts";
import { verdict_of } from "./verdict_of.ts";

/**
 * Where an obstacle violates a clearance for certain, as pairs of a first index and a count of depths from there;
 * across, the first is -1 - index.
 */
export type Blocked = number[];

/** One obstacle being added to a field. */
export interface Adding {
  readonly field: CostField;
  readonly weights: CorridorWeights;
  readonly obstacle: Obstacle;
  /** A clearance to each of several pipes counts in part, so that two pipes weigh as one. */
  readonly share: number;
  readonly blocked: Blocked;
}

/** A place of the grid as an obstacle is seen from it. */
export interface SeenFrom {
  /** Station: odd in a cell, even between two. */
  readonly j: number;
  readonly place: number;
  readonly wall_m: number;
  /** How deep inside an area; 0 outside. */
  readonly inside_m: number;
  /** Metres of line that the verdict is about. */
  readonly amount_m: number;
}

/**
 * Adds what a rule says where a piece ends at a border, next to what the line goes on to cross. The piece that ends
 * does not cross it, so the engine judges it as running beside it, whatever the depths; or, where their walls meet, as
 * crossing it too, at a depth of its own: taken as the worst.
 */
export function judge_end(
  adding: Adding,
  rule: ObstacleRule,
  at: { border: number; place: number; wall_m: number },
): void {
  const { field, obstacle, weights } = adding;
  const verdict = verdict_of(rule, {
    wall_m: at.wall_m,
    u_m: obstacle.accuracy_m,
    inside_m: 0,
    gap_m: 0,
    gap_u_m: 0,
  });
  if (verdict === "clear") return;
  const index = end_index(field.grid, at.border, at.place);
  field.across[index] =
    field.across[index]! + verdict_cost(weights, rule, verdict) * field.grid.frame.step_m * adding.share;
  if (verdict !== "violated" || rule.severity === "inform") return;
  field.across_blocked[index] = field.across_blocked[index]! + 1;
  adding.blocked.push(-1 - index, 1);
}

/** Adds what a rule says of a place, at every depth. */
export function judge_place(adding: Adding, part: LinePart, rule: ObstacleRule, at: SeenFrom): void {
  const { field, obstacle } = adding;
  const { grid } = field;
  const u_m = obstacle.accuracy_m;
  // Numbers on a border go either way once they are rounded for the engine.
  const gap_slack_m = Math.min(grid.tolerance_m, 1e-6);
  if (rule.horizontal_m !== null && rule.relation !== "overlap" && at.wall_m - u_m >= rule.horizontal_m)
    return;
  const flat = rule.vertical_m === null && rule.upper === null;
  const start = along_index(grid, at.j >> 1, at.place, 0);
  for (let depth = 0; depth < grid.deep; depth++) {
    const top_m = cover_m(grid, depth) + part.below_m;
    const gap_m = flat ? null : gap_between(obstacle, top_m, top_m + part.height_m, gap_slack_m);
    if (rule.upper !== null && gap_m !== null) {
      const own_above = 2 * top_m + part.height_m <= obstacle.top_m! + obstacle.bottom_m!;
      if ((rule.upper === "own") !== own_above) continue;
    }
    const { wall_m, inside_m } = at;
    const verdict = verdict_of(rule, { wall_m, u_m, inside_m, gap_m, gap_u_m: obstacle.depth_accuracy_m });
    if (verdict !== "clear") {
      const cost = verdict_cost(adding.weights, rule, verdict) * at.amount_m * adding.share;
      const blocks = verdict === "violated" && rule.severity !== "inform";
      put(adding, at.j, start + depth, flat ? grid.deep : 1, cost, blocks);
    }
    if (flat) return;
  }
}

/** Adds a cost to a place at every depth. */
export function add_everywhere(adding: Adding, j: number, place: number, cost: number): void {
  put(adding, j, along_index(adding.field.grid, j >> 1, place, 0), adding.field.grid.deep, cost, false);
}

function put(
  { field, blocked }: Adding,
  j: number,
  first: number,
  count: number,
  cost: number,
  blocks: boolean,
): void {
  const along = j % 2 === 1;
  const costs = along ? field.along : field.across;
  for (let index = first; index < first + count; index++) costs[index] = costs[index]! + cost;
  if (!blocks) return;
  const counts = along ? field.along_blocked : field.across_blocked;
  for (let index = first; index < first + count; index++) counts[index] = counts[index]! + 1;
  const key = along ? first : -1 - first;
  // The next depth of the same place goes with the one before.
  const last = blocked.length - 2;
  const follows =
    last >= 0 && (along ? blocked[last]! + blocked[last + 1]! : blocked[last]! - blocked[last + 1]!) === key;
  if (follows && first % field.grid.deep !== 0) blocked[last + 1] = blocked[last + 1]! + count;
  else blocked.push(key, count);
}

const verdict_cost = (weights: CorridorWeights, rule: ObstacleRule, verdict: Verdict): number =>
  (verdict === "violated" ? weights.violated : weights.possible) * severity_factor[rule.severity];

function gap_between(obstacle: Obstacle, top_m: number, bottom_m: number, slack_m: number): number | null {
  if (obstacle.top_m === null || obstacle.bottom_m === null) return null;
  return Math.max(Math.max(top_m - obstacle.bottom_m, obstacle.top_m - bottom_m) - slack_m, 0);
}
