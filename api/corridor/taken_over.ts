import type { Blocked } from "./blocked_list.ts";
import { type CorridorGrid, WIDTH_M } from "./corridor_grid.ts";
import { type CostField, end_index } from "./cost_field.ts";
import type { Obstacle } from "./types.ts";
import { cell_of } from "./violated_by.ts";

/** Cells of a block of the same cells in two frames: those from `from` are those from `there` of the other. */
interface SameCells {
  readonly from: number;
  readonly there: number;
  readonly count: number;
}

/**
 * Takes the whole cells of a field (and the borders before them) from another of the same route and places, and marks
 * them as not to be judged anew. Answers where the blocked places of the other lie in this one.
 */
export function taken_over(field: CostField, known: CostField): (places: Blocked) => Blocked {
  const { grid } = field;
  const { wide, deep } = grid;
  const layer = wide * deep;
  /** By cell of the other: where it is here; -1 where it was cut. */
  const here = new Int32Array(known.grid.frame.cells).fill(-1);
  for (const { from, there, count } of same_cells(grid, known.grid)) {
    for (let k = 0; k < count; k++) here[there + k] = from + k;
    grid.judged.fill(0, from, from + count);
    const [start, end] = [there * layer, (there + count) * layer];
    field.along.set(known.along.subarray(start, end), from * layer);
    field.along_blocked.set(known.along_blocked.subarray(start, end), from * layer);
    field.across.set(known.across.subarray(start, end), from * layer);
    field.across_blocked.set(known.across_blocked.subarray(start, end), from * layer);
    const [first, last] = [end_index(known.grid, there, 0), end_index(known.grid, there + count, 0)];
    field.across.set(known.across.subarray(first, last), end_index(grid, from, 0));
    field.across_blocked.set(known.across_blocked.subarray(first, last), end_index(grid, from, 0));
  }
  const ends = end_index(known.grid, 0, 0);
  return (places) => {
    const out: number[] = [];
    for (let k = 0; k < places.length; k += 2) {
      const along = places[k]! >= 0;
      const first = along ? places[k]! : -1 - places[k]!;
      const end = first + places[k + 1]!;
      const is_end = !along && first >= ends;
      const each = is_end ? wide : layer;
      const base = is_end ? ends : 0;
      // Places that follow one another may belong to several cells.
      for (let at = first; at < end; ) {
        const cell = cell_of(known, at, along);
        const until = Math.min(end, base + (cell + 1) * each);
        const to = here[cell] ?? -1;
        if (to >= 0) {
          const there = is_end ? end_index(grid, to, at - base - cell * each) : to * each + at - cell * each;
          out.push(along ? there : -1 - there, until - at);
        }
        at = until;
      }
    }
    return Int32Array.from(out);
  };
}

/** The cells that both grids have whole. */
function* same_cells({ frame }: CorridorGrid, known: CorridorGrid): Generator<SameCells> {
  const there = known.frame;
  let cell = 0;
  for (let other = 0; other < there.cells; other++) {
    while (cell < frame.cells && frame.borders[cell]! < there.borders[other]!) cell++;
    const same = (k: number): boolean =>
      cell + k < frame.cells &&
      other + k < there.cells &&
      frame.borders[cell + k] === there.borders[other + k] &&
      frame.borders[cell + k + 1] === there.borders[other + k + 1];
    let count = 0;
    while (same(count)) count++;
    if (count === 0) continue;
    yield { from: cell, there: other, count };
    other += count - 1;
  }
}

/** Does an obstacle come near a station that is to be judged, in a box around them? One too many rather than one too few. */
export function near_judged({ frame, judged, longest_half_m }: CorridorGrid) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let cell = 0; cell < frame.cells; cell++) {
    if (judged[cell] === 0) continue;
    for (let j = 2 * cell; j <= 2 * cell + 2; j++) {
      west = Math.min(west, frame.xs[j]!);
      east = Math.max(east, frame.xs[j]!);
      south = Math.min(south, frame.ys[j]!);
      north = Math.max(north, frame.ys[j]!);
    }
  }
  return ({ parts }: Obstacle, reach_m: number): boolean => {
    const away_m = WIDTH_M + reach_m + 2 * longest_half_m + 1;
    let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const part of parts)
      for (const [x, y] of part) {
        x1 = Math.min(x1, x);
        x2 = Math.max(x2, x);
        y1 = Math.min(y1, y);
        y2 = Math.max(y2, y);
      }
    return x2 > west - away_m && x1 < east + away_m && y2 > south - away_m && y1 < north + away_m;
  };
}
