import { alternatives } from "./alternatives.ts";
import { type Bar, bar, bars_on } from "./bar.ts";
import { closed_stretches, closer_borders, type Stretch } from "./closed_stretches.ts";
import type { CorridorGrid } from "./corridor_grid.ts";
import type { CostField } from "./cost_field.ts";
import { type Blockers, find_blockers } from "./find_blockers.ts";
import { type LaidField, lay_field } from "./lay_field.ts";
import type { GridPath } from "./least_cost_path.ts";
import { type StreetFrame, street_frame } from "./street_frame.ts";
import type { CorridorWeights, LinePart, Obstacle, Xy } from "./types.ts";
import { way_exists } from "./way_exists.ts";

/** Stations stand at most so far apart along the route. */
export const ALONG_STEP_M = 1;

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
  /** True: stations are a metre apart, also where no way is found. */
  readonly one_look?: boolean;
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

/** A field with the places in it that were barred since. */
interface BarredField extends LaidField {
  readonly bars: readonly Bar[];
}

/**
 * The best ways of a line through the free space of its streets, over the whole width and depth, and where
 * nothing fits what is in the way. null where the street has no place for the line at all (its zone is
 * narrower than the line).
 */
export function search_corridors(question: CorridorQuestion): CorridorSearch | null {
  const laid = lay_field(question, street_frame(question.route, ALONG_STEP_M));
  return search_on(question, { ...laid, bars: [] }, question.count);
}

function search_on(question: CorridorQuestion, laid: BarredField, count: number): CorridorSearch | null {
  return free_ways(question, laid, count) ?? least_bad_ways(question, laid, count);
}

/**
 * Ways that violate nothing for certain; null where there is none. A line steps aside between two stations only: where
 * none is found the stretches that none passes are looked at more closely.
 */
function free_ways(question: CorridorQuestion, laid: BarredField, count: number): CorridorSearch | null {
  const { field, from_place, to_place } = laid;
  const options = { from_place, to_place, free_only: true };
  const paths = alternatives(field, question.weights, options, count);
  if (paths.length > 0) return found(question, laid, paths, null);
  const closer = question.one_look ? null : laid_closer(question, laid);
  return closer && free_ways(question, closer, count);
}

/** The field with stations nearer to each other on the stretches that no way passes; null where that does not help. */
function laid_closer(question: CorridorQuestion, laid: BarredField): BarredField | null {
  const { field, from_place, to_place } = laid;
  const { grid } = field;
  const { frame } = grid;
  const lay = (borders: Float64Array, known: LaidField | null): BarredField => {
    const closer = lay_field(question, street_frame(question.route, ALONG_STEP_M, borders), known);
    const bars = bars_on(closer.field.grid, grid, laid.bars);
    // What is taken over is barred already.
    bar(
      closer,
      bars.filter(({ cell }) => closer.field.grid.judged[cell] === 1),
    );
    return { ...closer, bars };
  };
  const stretches: Stretch[] = [];
  // That there is no way after all shows sooner on those stretches alone.
  for (const stretch of closed_stretches(field, { from_place, to_place })) {
    const part = lay(closer_borders(frame, [stretch], stretch), null);
    // Its ends are none of the street's: what lies there is judged as it would be at those.
    const layer = part.field.grid.wide * part.field.grid.deep;
    if (stretch.from > 0) part.field.along_blocked.fill(0, 0, layer);
    if (stretch.to < frame.cells) part.field.along_blocked.fill(0, part.field.along_blocked.length - layer);
    const ends = {
      from_place: stretch.from === 0 ? part.from_place : null,
      to_place: stretch.to === frame.cells ? part.to_place : null,
    };
    if (!way_exists(part.field, ends)) return null;
    stretches.push(stretch);
  }
  return stretches.length === 0
    ? null
    : lay(closer_borders(frame, stretches, { from: 0, to: frame.cells }), laid);
}

function least_bad_ways(question: CorridorQuestion, laid: BarredField, count: number): CorridorSearch | null {
  const { field, blocked, from_place, to_place } = laid;
  const { obstacles, parts, weights } = question;
  const ends = { from_place, to_place };
  const paths = alternatives(field, weights, { ...ends, free_only: false }, count);
  const [least_bad] = paths;
  if (!least_bad) return null;
  return found(question, laid, paths, () =>
    find_blockers(field, obstacles, blocked, parts, weights, ends, least_bad),
  );
}

function found(
  question: CorridorQuestion,
  laid: BarredField,
  paths: readonly GridPath[],
  explain: CorridorSearch["explain"],
): CorridorSearch {
  const { field, paved_share, from_place, to_place } = laid;
  const { grid } = field;
  const options = { from_place, to_place, free_only: explain === null };
  return {
    ...{ field, grid, frame: grid.frame, paved_share, paths, free: explain === null, explain },
    barring: (bars) => {
      bar(laid, bars);
      return search_on(question, { ...laid, bars: [...laid.bars, ...bars] }, 1);
    },
    besides: (given, count) => {
      const all = alternatives(field, question.weights, options, count, given);
      return found(question, laid, all.slice(given.length), explain);
    },
  };
}
