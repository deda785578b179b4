import { add_obstacle } from "./add_obstacle.ts";
import { add_tree } from "./add_tree.ts";
import { alternatives } from "./alternatives.ts";
import type { Blocked } from "./blocked_list.ts";
import { type CorridorGrid, corridor_grid } from "./corridor_grid.ts";
import { along_index, type CostField, cost_field, nearest_place, places_within } from "./cost_field.ts";
import { cuts_by_cell } from "./cuts_by_cell.ts";
import { edges_of } from "./edges.ts";
import { type Blockers, find_blockers } from "./find_blockers.ts";
import type { GridPath } from "./least_cost_path.ts";
import { local, type StreetFrame, street_frame } from "./street_frame.ts";
import type { CorridorWeights, LinePart, Obstacle, Xy } from "./types.ts";

/** Steps of the grid: at most 1 m along and 0.25 m aside and in depth. */
export const ALONG_STEP_M = 1;
export const ASIDE_STEP_M = 0.25;
export const COVER_STEP_M = 0.2;
/** How far to either side of the route a street may reach. */
export const WIDTH_M = 25;

export interface CorridorQuestion {
  /** Centre line from A to B along the streets, analysis CRS. */
  readonly route: readonly Xy[];
  readonly from: Xy;
  readonly to: Xy;
  /** True: begins and ends where A and B lie across the street; else anywhere across. */
  readonly fixed_ends: boolean;
  /** Rings of the streets' zones. */
  readonly zone: readonly (readonly Xy[])[];
  /** Rings of each thing that is paved. */
  readonly paved: readonly (readonly (readonly Xy[])[])[];
  readonly obstacles: readonly Obstacle[];
  readonly parts: readonly LinePart[];
  readonly cover_min_m: number;
  readonly cover_max_m: number;
  readonly trench_width_m: number;
  readonly weights: CorridorWeights;
  readonly count: number;
  readonly cover_step_m?: number;
  /** How much nearer than the grid has it the finished line may come by rounding. */
  readonly tolerance_m?: number;
}

export interface CorridorSearch {
  readonly field: CostField;
  readonly grid: CorridorGrid;
  readonly frame: StreetFrame;
  readonly paved_share: Float32Array;
  /** Cheapest first; where nothing fits, the least bad ways. */
  readonly paths: readonly GridPath[];
  /** A corridor exists that violates nothing for certain. */
  readonly free: boolean;
  /** What is in the way; null where a corridor is free. */
  readonly explain: (() => Blockers) | null;
  /** The best way of the same search once more, with places barred on account of obstacles. */
  readonly barring: (bars: readonly Bar[]) => CorridorSearch | null;
  /** Ways that differ clearly from those given and from each other, until there are `count` with those given. */
  readonly besides: (given: readonly GridPath[], count: number) => CorridorSearch;
}

/** A place that an obstacle turned out to bar, at every depth. */
export interface Bar {
  readonly obstacle: number;
  readonly cell: number;
  readonly place: number;
}

/**
 * The best ways of a line through the free space of its streets, over the whole width and depth, and where
 * nothing fits what is in the way. null where the street has no place for the line at all (its zone is
 * narrower than the line).
 */
export function search_corridors(question: CorridorQuestion): CorridorSearch | null {
  const { parts, weights, obstacles } = question;
  const frame = street_frame(question.route, ALONG_STEP_M);
  const grid = corridor_grid(frame, edges_of(question.zone), {
    width_m: WIDTH_M,
    half_own_m: Math.max(...parts.map((part) => Math.abs(part.offset_m) + part.radius_m)),
    aside_step_m: ASIDE_STEP_M,
    cover_step_m: question.cover_step_m ?? COVER_STEP_M,
    cover_min_m: question.cover_min_m,
    cover_max_m: question.cover_max_m,
    tolerance_m: question.tolerance_m ?? 0,
  });
  const paved_share = shares_inside(grid, question.paved);
  const field = cost_field(grid, parts, weights, question.trench_width_m, paved_share);
  const blocked: Blocked[] = obstacles.map((obstacle) => {
    add_tree(field, obstacle, parts, weights.tree);
    return add_obstacle(field, obstacle, parts, weights);
  });
  const place_of = (end: Xy, station: number): number | null =>
    question.fixed_ends
      ? open_place(grid, station === 0 ? 0 : frame.cells - 1, local(frame.stations[station]!, ...end)[1])
      : null;
  const ends = { from_place: place_of(question.from, 0), to_place: place_of(question.to, 2 * frame.cells) };
  const barring = (bars: readonly Bar[]): CorridorSearch | null => {
    for (const [n, places] of blocked.entries()) {
      const more = bars.filter(({ obstacle }) => obstacle === n);
      if (more.length === 0) continue;
      const starts = more.map(({ cell, place }) => along_index(grid, cell, place, 0));
      blocked[n] = Int32Array.from([...places, ...starts.flatMap((start) => [start, grid.deep])]);
      for (const start of starts)
        for (let index = start; index < start + grid.deep; index++)
          field.along_blocked[index] = field.along_blocked[index]! + 1;
    }
    return solved(1);
  };
  return solved(question.count);

  function solved(count: number): CorridorSearch | null {
    const free = alternatives(field, weights, { ...ends, free_only: true }, count);
    if (free.length > 0) return found(free, true, null);
    const paths = alternatives(field, weights, { ...ends, free_only: false }, count);
    const [least_bad] = paths;
    if (!least_bad) return null;
    return found(paths, false, () =>
      find_blockers(field, obstacles, blocked, parts, weights, ends, least_bad),
    );
  }

  function found(
    paths: readonly GridPath[],
    free: boolean,
    explain: CorridorSearch["explain"],
  ): CorridorSearch {
    const besides: CorridorSearch["besides"] = (given, count) =>
      found(
        alternatives(field, weights, { ...ends, free_only: free }, count, given).slice(given.length),
        free,
        explain,
      );
    return { field, grid, frame, paved_share, paths, free, explain, barring, besides };
  }
}

/** Which part of each cell and place lies within one of the areas: 1 where its middle does. They may overlap. */
function shares_inside(grid: CorridorGrid, areas: CorridorQuestion["paved"]): Float32Array {
  const { frame, wide } = grid;
  const shares = new Float32Array(frame.cells * wide);
  for (const area of areas)
    for (const [cell, cuts] of cuts_by_cell(edges_of(area), frame, WIDTH_M))
      for (let k = 0; k + 1 < cuts.length; k += 2) {
        const [first, last] = places_within(grid, cuts[k]!, cuts[k + 1]!);
        if (last >= first) shares.fill(1, cell * wide + first, cell * wide + last + 1);
      }
  return shares;
}

/** The nearest place to a distance aside in which the line may lie. */
function open_place(grid: CorridorGrid, cell: number, at_m: number): number {
  const wanted = nearest_place(grid, at_m);
  for (let away = 0; away < grid.wide; away++)
    for (const place of [wanted - away, wanted + away])
      if (place >= 0 && place < grid.wide && grid.length_m[cell * grid.wide + place]! > 0) return place;
  return wanted;
}
