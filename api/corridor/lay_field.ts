import { add_obstacle, reach_m } from "./add_obstacle.ts";
import { add_tree } from "./add_tree.ts";
import type { Blocked } from "./blocked_list.ts";
import { type CorridorGrid, corridor_grid, WIDTH_M } from "./corridor_grid.ts";
import { type CostField, cost_field, nearest_place, places_within } from "./cost_field.ts";
import { cuts_by_cell } from "./cuts_by_cell.ts";
import { edges_of } from "./edges.ts";
import type { CorridorQuestion } from "./search_corridors.ts";
import { local, type StreetFrame } from "./street_frame.ts";
import { near_judged, taken_over } from "./taken_over.ts";
import type { Xy } from "./types.ts";

/** Steps of the grid aside and in depth, at most 0.25 m. */
export const ASIDE_STEP_M = 0.25;
export const COVER_STEP_M = 0.2;

const NOWHERE: Blocked = new Int32Array(0);

/** A field with all that lies along the route, or a stretch of it. */
export interface LaidField {
  readonly field: CostField;
  readonly paved_share: Float32Array;
  /** Where each obstacle blocks. */
  readonly blocked: Blocked[];
  readonly from_place: number | null;
  readonly to_place: number | null;
}

/**
 * The field of a frame, with what every obstacle costs and where it blocks. `known` is one of the same route: cells that
 * it has too are taken from there, so that only the others are judged.
 */
export function lay_field(
  question: CorridorQuestion,
  frame: StreetFrame,
  known: LaidField | null = null,
): LaidField {
  const { parts, weights, obstacles } = question;
  const grid = corridor_grid(frame, edges_of(question.zone), {
    width_m: WIDTH_M,
    half_own_m: Math.max(...parts.map((part) => Math.abs(part.offset_m) + part.radius_m)),
    aside_step_m: ASIDE_STEP_M,
    cover_step_m: question.cover_step_m ?? COVER_STEP_M,
    cover_min_m: question.cover_min_m,
    cover_max_m: question.cover_max_m,
    tolerance_m: question.tolerance_m ?? 0,
    like: known?.field.grid ?? null,
  });
  const paved_share = shares_inside(grid, question.paved);
  const field = cost_field(grid, parts, weights, question.trench_width_m, paved_share);
  const taken = known && taken_over(field, known.field);
  const is_near = near_judged(grid);
  const blocked: Blocked[] = obstacles.map((obstacle, n) => {
    const before = taken ? taken(known.blocked[n]!) : NOWHERE;
    if (!is_near(obstacle, reach_m(obstacle, parts))) return before;
    add_tree(field, obstacle, parts, weights.tree);
    const added = add_obstacle(field, obstacle, parts, weights);
    return before.length === 0 ? added : Int32Array.from([...before, ...added]);
  });
  const place_of = (end: Xy, station: number): number | null =>
    question.fixed_ends
      ? open_place(grid, station === 0 ? 0 : frame.cells - 1, local(frame.stations[station]!, ...end)[1])
      : null;
  return {
    ...{ field, paved_share, blocked },
    from_place: place_of(question.from, 0),
    to_place: place_of(question.to, 2 * frame.cells),
  };
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
