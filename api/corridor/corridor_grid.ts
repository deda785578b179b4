import { cuts_by_cell } from "./cuts_by_cell.ts";
import { bow_m, cell_length_m, type StreetFrame } from "./street_frame.ts";

/** How far to either side of the route a street may reach. */
export const WIDTH_M = 25;

/** Places aside of the route and depths: `wide` places from `first_aside_m` to the left, `deep` covers from `first_cover_m` down. */
export interface CorridorGrid {
  readonly frame: StreetFrame;
  readonly wide: number;
  readonly first_aside_m: number;
  readonly aside_step_m: number;
  readonly deep: number;
  readonly first_cover_m: number;
  readonly cover_step_m: number;
  /** Length of the line in each cell and place aside; 0 where it may not lie: outside the street or where places would be met twice. */
  readonly length_m: Float32Array;
  /** The first and last place of each cell in which the line may lie; none where the first is beyond the last. */
  readonly first_open: Int32Array;
  readonly last_open: Int32Array;
  /** Half the length of each cell where it is longest: on the outside of a bend. */
  readonly half_m: Float32Array;
  readonly longest_half_m: number;
  /** So much nearer than the grid has it the finished line may come: it is rounded, and in a bend made of chords. */
  readonly slack_m: Float32Array;
  /** By so much numbers may be rounded on their way to the engine. */
  readonly tolerance_m: number;
  /** By cell: 1 where obstacles are judged, 0 where what is known of it was taken over. */
  readonly judged: Uint8Array;
}

/** Is a station judged: that of a cell, or the border before it. */
export const is_judged = ({ judged, frame }: CorridorGrid, j: number): boolean =>
  judged[Math.min(j >> 1, frame.cells - 1)] === 1;

export const aside_m = (grid: CorridorGrid, place: number): number =>
  grid.first_aside_m + place * grid.aside_step_m;
export const cover_m = (grid: CorridorGrid, depth: number): number =>
  grid.first_cover_m + depth * grid.cover_step_m;

/** Points of the line nearer than this to the straight between their neighbours say nothing and are left out. */
export const STRAIGHT_M = 0.02;
/** A cell that is squeezed to less than this part of its length on the inside of a bend is not used. */
const LEAST_PART = 0.2;
/** Where a street opens into side streets, this share of its stations still says how wide it is. */
const USUAL_WIDTH_SHARE = 0.9;

/**
 * The grid of a route within the street's zone (rings as `edges_of` gives them), facade to facade. Where the
 * zone is missing, `width_m` to either side. `wide` is 0 where no place is left.
 */
export function corridor_grid(
  frame: StreetFrame,
  zone: Float64Array,
  options: {
    width_m: number;
    half_own_m: number;
    aside_step_m: number;
    cover_step_m: number;
    cover_min_m: number;
    cover_max_m: number;
    tolerance_m: number;
    /** A grid of the same route whose places this one has. */
    like: CorridorGrid | null;
  },
): CorridorGrid {
  const spans = Array.from({ length: frame.cells }, () => span_here([], options.width_m));
  for (const [cell, cuts] of cuts_by_cell(zone, frame, options.width_m))
    spans[cell] = span_here(cuts, options.width_m);
  const ends = (side: 0 | 1): number[] =>
    spans.map((span) => Math.abs(span[side])).sort((one, other) => one - other);
  const usual = (all: readonly number[]): number =>
    Math.min(options.width_m, all[Math.min(all.length - 1, Math.floor(all.length * USUAL_WIDTH_SHARE))] ?? 0);
  const { aside_step_m, like } = options;
  const [right_m, left_m] = like
    ? [-like.first_aside_m, aside_m(like, like.wide - 1)]
    : [usual(ends(0)), usual(ends(1))];
  // The route's own line is always one of the places.
  const first_aside_m = -Math.floor(right_m / aside_step_m) * aside_step_m;
  const wide = Math.floor(right_m / aside_step_m) + Math.floor(left_m / aside_step_m) + 1;
  const deep = Math.floor((options.cover_max_m - options.cover_min_m) / options.cover_step_m + 1e-6) + 1;
  const length_m = new Float32Array(frame.cells * wide);
  const first_open = new Int32Array(frame.cells).fill(wide);
  const last_open = new Int32Array(frame.cells).fill(-1);
  const half_m = new Float32Array(frame.cells);
  const slack_m = new Float32Array(frame.cells);
  for (let cell = 0; cell < frame.cells; cell++) {
    const [right, left] = spans[cell]!;
    const step_m = frame.step_m * frame.shares[cell]!;
    for (let place = 0; place < wide; place++) {
      const aside = first_aside_m + place * aside_step_m;
      if (aside - options.half_own_m < right - 1e-6 || aside + options.half_own_m > left + 1e-6) continue;
      const length = cell_length_m(frame, cell, aside);
      if (length < LEAST_PART * step_m) continue;
      length_m[cell * wide + place] = length;
      first_open[cell] = Math.min(first_open[cell]!, place);
      last_open[cell] = place;
    }
    const outer = [first_aside_m, first_aside_m + (wide - 1) * aside_step_m];
    const bowed_m = Math.max(...outer.map((aside) => bow_m(frame, cell, aside)));
    // A straight cell is as long as the step to the last digit: what lies on its border is met once.
    const bent = bowed_m > 1e-6;
    // Past either end of the route the line crosses nothing more.
    const inner = cell > 0 && cell < frame.cells - 1;
    half_m[cell] =
      Math.max(step_m, ...(bent && inner ? outer.map((aside) => cell_length_m(frame, cell, aside)) : [])) / 2;
    slack_m[cell] = options.tolerance_m + (bent ? bowed_m + STRAIGHT_M : 0);
  }
  return {
    frame,
    wide,
    first_aside_m,
    aside_step_m,
    deep,
    first_cover_m: options.cover_min_m,
    cover_step_m: options.cover_step_m,
    length_m,
    first_open,
    last_open,
    half_m,
    longest_half_m: half_m.reduce((most, half) => Math.max(most, half), 0),
    slack_m,
    tolerance_m: options.tolerance_m,
    judged: new Uint8Array(frame.cells).fill(1),
  };
}

/** The stretch aside that holds the route, else the nearest one; the whole width where no zone is met. */
function span_here(cuts: readonly number[], width_m: number): [number, number] {
  let best: [number, number] | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k + 1 < cuts.length; k += 2) {
    const [from, to] = [cuts[k]!, cuts[k + 1]!];
    const away = from > 0 ? from : to < 0 ? -to : 0;
    if (away < least) [best, least] = [[from, to], away];
  }
  if (!best) return [-width_m, width_m];
  return [Math.max(best[0], -width_m), Math.min(best[1], width_m)];
}
