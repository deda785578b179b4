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

/** A rule for a part of the line, with what it says of each depth where the line comes near enough in plan. */
export interface PartRule {
  readonly rule: ObstacleRule;
  /** One of the states below for each depth; null where depths do not matter. */
  readonly at_depth: Uint8Array | null;
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

/** What a rule says of each depth: the same at every place, so that it is worked out once. */
export function part_rule(
  { grid }: CostField,
  obstacle: Obstacle,
  part: LinePart,
  rule: ObstacleRule,
): PartRule {
  if (rule.vertical_m === null && rule.upper === null) return { rule, at_depth: null };
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
  return { rule, at_depth };
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
export function judge_place(adding: Adding, { rule, at_depth }: PartRule, at: SeenFrom): void {
  const { obstacle, weights, share } = adding;
  const { grid } = adding.field;
  const beside = beside_of(rule, at.wall_m, obstacle.accuracy_m, at.inside_m);
  if (beside === "clear") return;
  const start = along_index(grid, at.j >> 1, at.place, 0);
  const violated = verdict_cost(weights, rule, "violated") * at.amount_m * share;
  const possible = verdict_cost(weights, rule, "possible") * at.amount_m * share;
  const blocks = rule.severity !== "inform";
  const sure = beside === "violated";
  if (!at_depth) put(adding, at.j, start, grid.deep, sure ? violated : possible, sure && blocks);
  for (let depth = 0; at_depth && depth < grid.deep; ) {
    const state = at_depth[depth]!;
    let until = depth + 1;
    while (until < grid.deep && at_depth[until] === state) until++;
    const certain = sure && state === VIOLATES;
    if (state !== SILENT)
      put(adding, at.j, start + depth, until - depth, certain ? violated : possible, certain && blocks);
    depth = until;
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
  blocked.push(along ? first : -1 - first, count);
}

const verdict_cost = (weights: CorridorWeights, rule: ObstacleRule, verdict: Verdict): number =>
  (verdict === "violated" ? weights.violated : weights.possible) * severity_factor[rule.severity];

function gap_between(obstacle: Obstacle, top_m: number, bottom_m: number, slack_m: number): number | null {
  if (obstacle.top_m === null || obstacle.bottom_m === null) return null;
  return Math.max(Math.max(top_m - obstacle.bottom_m, obstacle.top_m - bottom_m) - slack_m, 0);
}
