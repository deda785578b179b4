import { cover_m } from "./corridor_grid.ts";
import { type CostField, end_index } from "./cost_field.ts";
import type { CorridorWeights } from "./types.ts";
import { way_exists } from "./way_exists.ts";

/** Where the line is in one cell. */
export interface PathCell {
  readonly place: number;
  readonly depth: number;
}

/** One way through the grid: a place and depth per cell; between two cells it may change depth, then step aside. */
export interface GridPath {
  readonly cells: readonly PathCell[];
  readonly cost: number;
}

export interface PathOptions {
  /** True: only where no clearance is violated for certain. */
  readonly free_only: boolean;
  /** Where it must begin and end; null: anywhere across the street. */
  readonly from_place: number | null;
  readonly to_place: number | null;
  /** Extra cost per cell and place, to keep away from something. */
  readonly extra?: Float32Array;
}

/** Where each state was reached from: a million numbers, written over by the next search. */
let memory = new Int32Array(0);

/** Going aside or changing depth takes two bends. */
const BENDS = 2;

/** What a search needs in each cell anew: by place and depth, or by depth. Written over by the next search. */
interface Rows {
  readonly reached: Float64Array;
  readonly sunk: Float64Array;
  readonly sunk_from: Int32Array;
  readonly moved: Float64Array;
  readonly moved_from: Int32Array;
  readonly carried: Float64Array;
  readonly carried_from: Int32Array;
}

/** What a step of the search needs to know. */
interface Step {
  readonly rows: Rows;
  readonly deep: number;
  readonly turn: number;
  /** Metres from each depth's cover to the one before. */
  readonly down: Float64Array;
  readonly across: Float32Array;
  /** null where what is violated for certain may be passed. */
  readonly across_blocked: Uint16Array | null;
}

/**
 * The least-cost way from the first cell to the last: dynamic programming over every place and depth, exact
 * on the grid. Between two cells the line may first change depth (any amount, two bends, its length and what ending a piece there costs), then
 * step aside (any amount, two bends and what lies between). null where there is no way.
 */
export function least_cost_path(
  field: CostField,
  weights: CorridorWeights,
  options: PathOptions,
): GridPath | null {
  const { grid, along } = field;
  const { wide, deep, frame } = grid;
  const { free_only, extra } = options;
  if (free_only && !way_exists(field, options)) return null;
  const layer = wide * deep;
  const rows = rows_of(layer, deep);
  const { reached, sunk, sunk_from, moved, moved_from } = rows;
  const along_blocked = free_only ? field.along_blocked : null;
  const step: Step = {
    rows,
    deep,
    turn: BENDS * weights.bend,
    down: Float64Array.from({ length: deep }, (_, d) =>
      d === 0 ? 0 : cover_m(grid, d) - cover_m(grid, d - 1),
    ),
    across: field.across,
    across_blocked: free_only ? field.across_blocked : null,
  };
  for (let place = 0; place < wide; place++)
    if (options.from_place === null || options.from_place === place)
      reached.fill(0, place * deep, (place + 1) * deep);
  /** Before each cell: the place and depth in the cell before. */
  if (memory.length < along.length) memory = new Int32Array(along.length);
  const from = memory;
  let [last_low, last_high] = [0, wide - 1];
  for (let cell = 0; cell < frame.cells; cell++) {
    // Only places that are open here: a wide junction must not make every narrow cell as wide.
    const low = grid.first_open[cell]!;
    const high = grid.last_open[cell]!;
    if (low > high) return null;
    for (let place = low; place <= high; place++)
      if (place < last_low || place > last_high)
        reached.fill(Number.POSITIVE_INFINITY, place * deep, (place + 1) * deep);
    [last_low, last_high] = [low, high];
    const [first, end] = [low * deep, (high + 1) * deep];
    if (cell === 0) {
      moved.set(reached);
      for (let k = 0; k < layer; k++) moved_from[k] = k;
    } else {
      for (let place = low; place <= high; place++)
        change_depth(step, place * deep, end_index(grid, cell, place));
      moved.set(sunk.subarray(first, end), first);
      moved_from.set(sunk_from.subarray(first, end), first);
      step_aside(step, cell * layer, low, high, 1);
      step_aside(step, cell * layer, low, high, -1);
    }
    const start = cell * layer;
    from.set(moved_from.subarray(first, end), start + first);
    let least = Number.POSITIVE_INFINITY;
    for (let place = low, k = first; place <= high; place++) {
      const more = extra ? extra[cell * wide + place]! : 0;
      for (let depth = 0; depth < deep; depth++, k++) {
        const barred = along_blocked !== null && along_blocked[start + k]! > 0;
        const cost = barred ? Number.POSITIVE_INFINITY : moved[k]! + along[start + k]! + more;
        reached[k] = cost;
        if (cost < least) least = cost;
      }
    }
    if (least === Number.POSITIVE_INFINITY) return null;
  }
  return backward();

  function backward(): GridPath | null {
    let best = -1;
    let cost = Number.POSITIVE_INFINITY;
    for (let k = last_low * deep; k < (last_high + 1) * deep; k++) {
      if (options.to_place !== null && ((k / deep) | 0) !== options.to_place) continue;
      if (reached[k]! < cost) {
        best = k;
        cost = reached[k]!;
      }
    }
    if (best < 0) return null;
    const cells: PathCell[] = new Array(frame.cells);
    for (let cell = frame.cells - 1; cell >= 0; cell--) {
      cells[cell] = { place: (best / deep) | 0, depth: best % deep };
      best = from[cell * layer + best]!;
    }
    return { cells, cost };
  }
}

let kept: Rows | null = null;

/** Rows in which nothing is reached yet. */
function rows_of(layer: number, deep: number): Rows {
  if (!kept || kept.reached.length !== layer || kept.carried.length !== deep)
    kept = {
      reached: new Float64Array(layer),
      sunk: new Float64Array(layer),
      sunk_from: new Int32Array(layer),
      moved: new Float64Array(layer),
      moved_from: new Int32Array(layer),
      carried: new Float64Array(deep),
      carried_from: new Int32Array(deep),
    };
  kept.reached.fill(Number.POSITIVE_INFINITY);
  return kept;
}

/** From place to place at every depth, to the left (1) or to the right (-1): what was carried here, or sets out from the place before. */
function step_aside(step: Step, border: number, low: number, high: number, way: 1 | -1): void {
  const { deep, turn, across, across_blocked } = step;
  const { sunk, sunk_from, moved, moved_from, carried, carried_from } = step.rows;
  carried.fill(Number.POSITIVE_INFINITY);
  const last = way === 1 ? high : low;
  for (let before = way === 1 ? low : high; before !== last; before += way) {
    const edge = border + Math.min(before, before + way) * deep;
    const out = before * deep;
    const here = out + way * deep;
    for (let depth = 0; depth < deep; depth++) {
      let cost = carried[depth]!;
      const sets_out = sunk[out + depth]! + turn;
      if (sets_out < cost) {
        cost = sets_out;
        carried_from[depth] = sunk_from[out + depth]!;
      }
      cost =
        across_blocked !== null && across_blocked[edge + depth]! > 0
          ? Number.POSITIVE_INFINITY
          : cost + across[edge + depth]!;
      carried[depth] = cost;
      if (cost < moved[here + depth]!) {
        moved[here + depth] = cost;
        moved_from[here + depth] = carried_from[depth]!;
      }
    }
  }
}

/** Every depth of a place from every other: two sweeps, down and up, each carrying the cheapest so far. `end` is the place's in `across`. */
function change_depth(step: Step, start: number, end: number): void {
  const { deep, turn, down, across, across_blocked } = step;
  const { reached, sunk, sunk_from } = step.rows;
  const ends =
    across_blocked !== null && across_blocked[end]! > 0 ? Number.POSITIVE_INFINITY : turn + across[end]!;
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let k = start; k < start + deep; k++) {
    const cost = reached[k]!;
    sunk[k] = cost;
    sunk_from[k] = k;
    if (cost < least) least = cost;
    if (cost > most) most = cost;
  }
  // No depth is so much dearer than the cheapest that coming from there would pay.
  if (most <= least + ends || least === Number.POSITIVE_INFINITY) return;
  for (let way = 1; way >= -1; way -= 2) {
    let cheapest = Number.POSITIVE_INFINITY;
    let cheapest_from = -1;
    for (let n = 1; n < deep; n++) {
      const depth = way === 1 ? n : deep - 1 - n;
      const before = start + depth - way;
      const sets_out = reached[before]! + ends;
      if (sets_out < cheapest) {
        cheapest = sets_out;
        cheapest_from = before;
      }
      cheapest += down[way === 1 ? depth : depth + 1]!;
      if (cheapest < sunk[start + depth]!) {
        sunk[start + depth] = cheapest;
        sunk_from[start + depth] = cheapest_from;
      }
    }
  }
}
