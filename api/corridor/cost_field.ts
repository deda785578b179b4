import { aside_m, type CorridorGrid, cover_m } from "./corridor_grid.ts";
import type { CorridorWeights, LinePart } from "./types.ts";

/**
 * What it costs to lie in a cell (`along`) or to step aside to the next place between two cells (`across`),
 * and how many clearances that violates for certain. Along: cell, place, depth; across: border, place
 * (to the next one), depth, and behind those, by border and place, that a piece of the line ends there (`end_index`).
 */
export interface CostField {
  readonly grid: CorridorGrid;
  readonly along: Float32Array;
  readonly across: Float32Array;
  readonly along_blocked: Uint16Array;
  readonly across_blocked: Uint16Array;
}

export const along_index = (grid: CorridorGrid, cell: number, place: number, depth: number): number =>
  (cell * grid.wide + place) * grid.deep + depth;

/** Where in `across` the end of a piece at a border and place is: where the line changes depth it becomes another measure. */
export const end_index = (grid: CorridorGrid, border: number, place: number): number =>
  ((grid.frame.cells + 1) * grid.deep + border) * grid.wide + place;

/**
 * The field before any obstacle: a metre of line costs 1, digging and paving what their weights say.
 * `paved` is the paved share of each cell and place.
 */
export function cost_field(
  grid: CorridorGrid,
  parts: readonly LinePart[],
  weights: CorridorWeights,
  trench_width_m: number,
  paved: Float32Array,
): CostField {
  const { wide, deep, frame } = grid;
  const size = frame.cells * wide * deep;
  const along = new Float32Array(size);
  const across = new Float32Array(end_index(grid, frame.cells + 1, 0));
  const deepest_m = Math.max(...parts.map((part) => part.below_m + part.height_m));
  const per_m = Array.from(
    { length: deep },
    (_, depth) => 1 + weights.digging * trench_width_m * (cover_m(grid, depth) + deepest_m),
  );
  // What is not open, most of a wide junction's grid, costs without end.
  along.fill(Number.POSITIVE_INFINITY);
  across.fill(Number.POSITIVE_INFINITY, 0, end_index(grid, 0, 0));
  for (let cell = 0; cell < frame.cells; cell++)
    for (let place = grid.first_open[cell]!; place <= grid.last_open[cell]!; place++) {
      const length_m = grid.length_m[cell * wide + place]!;
      if (length_m <= 0) continue;
      const broken = weights.paving * trench_width_m * paved[cell * wide + place]!;
      const start = along_index(grid, cell, place, 0);
      const steps = place + 1 < wide && grid.length_m[cell * wide + place + 1]! > 0;
      for (let depth = 0; depth < deep; depth++) {
        along[start + depth] = length_m * (per_m[depth]! + broken);
        if (steps) across[start + depth] = grid.aside_step_m * (per_m[depth]! + broken);
      }
    }
  // Past the last cell as before it.
  const [last, past] = [along_index(grid, frame.cells - 1, 0, 0), along_index(grid, frame.cells, 0, 0)];
  across.copyWithin(past, last, past);
  return {
    grid,
    along,
    across,
    along_blocked: new Uint16Array(size),
    across_blocked: new Uint16Array(across.length),
  };
}

/** The first and last place within a stretch aside, within the grid; none where from > to. */
export function places_within(grid: CorridorGrid, from_m: number, to_m: number): [number, number] {
  return [
    Math.max(0, Math.ceil((from_m - grid.first_aside_m) / grid.aside_step_m - 1e-9)),
    Math.min(grid.wide - 1, Math.floor((to_m - grid.first_aside_m) / grid.aside_step_m + 1e-9)),
  ];
}

/** The place nearest to a distance aside, within the grid. */
export function nearest_place(grid: CorridorGrid, at_m: number): number {
  const place = Math.round((at_m - aside_m(grid, 0)) / grid.aside_step_m);
  return Math.min(grid.wide - 1, Math.max(0, place));
}
