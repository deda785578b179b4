import type { BlockedList } from "./blocked_list.ts";
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
import { beside_of, verdict_of } from "./verdict_of.ts";

/** One obstacle being added to a field. */
export interface Adding {
  readonly field: CostField;
  readonly weights: CorridorWeights;
  readonly obstacle: Obstacle;
  /** A clearance to each of several pipes counts in part, so that two pipes weigh as one. */
  readonly share: number;
  readonly blocked: BlockedList;
}

/** A rule for a part of the line, with what it says of the depths where the line comes near enough in plan. */
export interface PartRule {
  readonly rule: ObstacleRule;
  /** The depths of which it says something: from, until before, and one of the states below. */
  readonly depths: Int32Array;
}

const SILENT = 0;
const MAY_VIOLATE = 1;
const VIOLATES = 2;
const UNKNOWN = 3;
const state_of: Readonly<Record<Verdict, number>> = {
  clear: SILENT,
  possible: MAY_VIOLATE,
  violated: VIOLATES,
  unknown: UNKNOWN,
};

/** Places of the grid, from the first to the last, as an obstacle is seen from them. */
export interface SeenFrom {
  /** Station: odd in a cell, even between two. */
  readonly j: number;
  readonly first: number;
  readonly last: number;
  /** By place; NaN where nothing is to be judged. */
  readonly walls_m: Float64Array;
  /** How deep inside an area, by place: 0 outside; null where there is no area. */
  readonly insides_m: Float64Array | null;
  /** Metres of line that the verdict is about. */
  readonly amount_m: number;
}

/** What a rule says of each depth: the same at every place, so that it is worked out once. */
export function part_rule(
  { grid }: CostField,
  obstacle: Obstacle,
  part: LinePart,
  rule: ObstacleRule,
): PartRule {
  if (rule.vertical_m === null && rule.upper === null)
    return { rule, depths: Int32Array.of(0, grid.deep, VIOLATES) };
  // Numbers on a border go either way once they are rounded for the engine.
  const slack_m = Math.min(grid.tolerance_m, 1e-6);
  const near: ObstacleRule = { ...rule, relation: "any", horizontal_m: null };
  const at_depth = Uint8Array.from({ length: grid.deep }, (_, depth) => {
    const top_m = cover_m(grid, depth) + part.below_m;
    const gap_m = gap_between(obstacle, top_m, top_m + part.height_m, slack_m);
    if (rule.upper !== null && gap_m !== null) {
      const own_above = 2 * top_m + part.height_m <= obstacle.top_m! + obstacle.bottom_m!;
      if ((rule.upper === "own") !== own_above) return SILENT;
    }
    // An overlap is one whatever the depths.
    if (rule.relation === "overlap") return VIOLATES;
    const at = { wall_m: 0, u_m: 0, inside_m: 0, gap_m, gap_u_m: obstacle.depth_accuracy_m };
    return state_of[verdict_of(near, at)];
  });
  return { rule, depths: stretches_of(at_depth) };
}

/** Depths of the same state as one stretch; where the rule is silent there is none. */
function stretches_of(at_depth: Uint8Array): Int32Array {
  const out: number[] = [];
  for (let depth = 0; depth < at_depth.length; ) {
    const state = at_depth[depth]!;
    let until = depth + 1;
    while (until < at_depth.length && at_depth[until] === state) until++;
    if (state !== SILENT) out.push(depth, until, state);
    depth = until;
  }
  return Int32Array.from(out);
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
  adding.blocked.across(index, 1);
}

/** Adds what a rule says of places, at every depth. */
export function judge_places(adding: Adding, { rule, depths }: PartRule, at: SeenFrom): void {
  const { obstacle, weights, share, field, blocked } = adding;
  const { j, last, walls_m, insides_m } = at;
  const along = j % 2 === 1;
  const costs = along ? field.along : field.across;
  const counts = along ? field.along_blocked : field.across_blocked;
  const violated = verdict_cost(weights, rule, "violated") * at.amount_m * share;
  const possible = verdict_cost(weights, rule, "possible") * at.amount_m * share;
  const blocks = rule.severity !== "inform";
  for (let place = at.first; place <= last; place++) {
    const wall_m = walls_m[place]!;
    if (Number.isNaN(wall_m)) continue;
    const beside = beside_of(rule, wall_m, obstacle.accuracy_m, insides_m ? insides_m[place]! : 0);
    if (beside === "clear") continue;
    const sure = beside === "violated";
    const start = along_index(field.grid, j >> 1, place, 0);
    for (let k = 0; k < depths.length; k += 3) {
      const from = start + depths[k]!;
      const until = start + depths[k + 1]!;
      const certain = sure && depths[k + 2] === VIOLATES;
      const cost = certain ? violated : possible;
      for (let index = from; index < until; index++) costs[index] = costs[index]! + cost;
      if (!certain || !blocks) continue;
      for (let index = from; index < until; index++) counts[index] = counts[index]! + 1;
      if (along) blocked.along(from, until - from);
      else blocked.across(from, until - from);
    }
  }
}

/** Adds a cost to a place at every depth. */
export function add_everywhere({ field }: Adding, j: number, place: number, cost: number): void {
  const costs = j % 2 === 1 ? field.along : field.across;
  const start = along_index(field.grid, j >> 1, place, 0);
  for (let index = start; index < start + field.grid.deep; index++) costs[index] = costs[index]! + cost;
}

const verdict_cost = (weights: CorridorWeights, rule: ObstacleRule, verdict: Verdict): number =>
  (verdict === "violated" ? weights.violated : weights.possible) * severity_factor[rule.severity];

function gap_between(obstacle: Obstacle, top_m: number, bottom_m: number, slack_m: number): number | null {
  if (obstacle.top_m === null || obstacle.bottom_m === null) return null;
  return Math.max(Math.max(top_m - obstacle.bottom_m, obstacle.top_m - bottom_m) - slack_m, 0);
}
