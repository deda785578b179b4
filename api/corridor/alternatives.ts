import type { CorridorGrid } from "./corridor_grid.ts";
import type { CostField } from "./cost_field.ts";
import { type GridPath, least_cost_path, type PathOptions } from "./least_cost_path.ts";
import type { CorridorWeights } from "./types.ts";

/** Two corridors are clearly different where at least this share of their length lies this far apart in plan. */
export const APART_M = 1;
export const APART_SHARE = 0.5;

/** What lying near an earlier corridor costs, in the mean cost of a step along; raised until the corridors differ. */
const PRESSURES = [1, 8, 40];

/**
 * Up to `count` clearly different ways, the cheapest first: each is the cheapest under a growing price on
 * lying within `APART_M` of the earlier ones, which may be given. Fewer where the street has no other way.
 */
export function alternatives(
  field: CostField,
  weights: CorridorWeights,
  options: Omit<PathOptions, "extra">,
  count: number,
  given: readonly GridPath[] = [],
): GridPath[] {
  const first = given[0] ?? least_cost_path(field, weights, options);
  if (!first) return [];
  const found = given.length > 0 ? [...given] : [first];
  const step_cost = first.cost / sum_of(field.grid.frame.shares);
  while (found.length < count) {
    const next = other_than(field, weights, options, found, step_cost);
    if (!next) break;
    found.push(next);
  }
  return found;
}

function other_than(
  field: CostField,
  weights: CorridorWeights,
  options: Omit<PathOptions, "extra">,
  found: readonly GridPath[],
  step_cost: number,
): GridPath | null {
  for (const pressure of PRESSURES) {
    const extra = near_to(field, found, pressure * step_cost);
    const path = least_cost_path(field, weights, { ...options, extra });
    if (!path || !found.every((other) => apart_share(field.grid, path, other) >= APART_SHARE)) continue;
    const added = path.cells.reduce(
      (sum, { place }, cell) => sum + extra[cell * field.grid.wide + place]!,
      0,
    );
    return { cells: path.cells, cost: path.cost - added };
  }
  return null;
}

/** The share of the route along which two ways lie at least `APART_M` apart in plan. */
export function apart_share(
  { aside_step_m: step, frame: { shares } }: CorridorGrid,
  one: GridPath,
  other: GridPath,
): number {
  let apart = 0;
  for (const [cell, { place }] of one.cells.entries())
    if (Math.abs(place - other.cells[cell]!.place) * step >= APART_M - 1e-9) apart += shares[cell]!;
  return apart / sum_of(shares);
}

const sum_of = (shares: Float64Array): number => shares.reduce((sum, share) => sum + share, 0);

function near_to(field: CostField, found: readonly GridPath[], price: number): Float32Array {
  const { wide, aside_step_m, frame } = field.grid;
  const extra = new Float32Array(frame.cells * wide);
  const reach = Math.ceil(APART_M / aside_step_m - 1e-9) - 1;
  for (const path of found)
    for (const [cell, { place }] of path.cells.entries()) {
      const more = price * frame.shares[cell]!;
      for (let p = Math.max(0, place - reach); p <= Math.min(wide - 1, place + reach); p++)
        extra[cell * wide + p] = extra[cell * wide + p]! + more;
    }
  return extra;
}
