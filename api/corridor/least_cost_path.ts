import { cover_m } from "./corridor_grid.ts";
import { type CostField, end_index } from "./cost_field.ts";
import type { CorridorWeights } from "./types.ts";

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

const memories = new WeakMap<CostField, Int32Array>();

/** Where each state was reached from, kept for the next search in the same field: a million numbers, made and cleared each time. */
function memory_of(field: CostField): Int32Array {
  const known = memories.get(field);
  if (known) return known;
  const made = new Int32Array(field.along.length);
  memories.set(field, made);
  return made;
}

/** Going aside or changing depth takes two bends. */
const BENDS = 2;

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
  const { grid, along, across, along_blocked, across_blocked } = field;
  const { wide, deep, frame } = grid;
  const layer = wide * deep;
  const turn = BENDS * weights.bend;
  const down = Float64Array.from({ length: deep }, (_, d) =>
    d === 0 ? 0 : cover_m(grid, d) - cover_m(grid, d - 1),
  );
  const { free_only, extra } = options;
  const reached = new Float64Array(layer).fill(Number.POSITIVE_INFINITY);
  for (let place = 0; place < wide; place++)
    if (options.from_place === null || options.from_place === place)
      reached.fill(0, place * deep, (place + 1) * deep);
  /** Before each cell: the place and depth in the cell before. */
  const from = memory_of(field);
  const sunk = new Float64Array(layer);
  const sunk_from = new Int32Array(layer);
  const moved = new Float64Array(layer);
  const moved_from = new Int32Array(layer);
  const carried = new Float64Array(deep);
  const carried_from = new Int32Array(deep);
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
    if (cell === 0) {
      moved.set(reached);
      for (let k = 0; k < layer; k++) moved_from[k] = k;
    } else {
      for (let place = low; place <= high; place++) change_depth(cell, place);
      moved.set(sunk.subarray(low * deep, (high + 1) * deep), low * deep);
      moved_from.set(sunk_from.subarray(low * deep, (high + 1) * deep), low * deep);
      for (let place = low + 1; place <= high; place++) step_aside(cell, place, place - 1, place === low + 1);
      for (let place = high - 1; place >= low; place--)
        step_aside(cell, place, place + 1, place === high - 1);
    }
    const start = cell * layer;
    from.set(moved_from.subarray(low * deep, (high + 1) * deep), start + low * deep);
    let least = Number.POSITIVE_INFINITY;
    for (let place = low, k = low * deep; place <= high; place++) {
      const more = extra ? extra[cell * wide + place]! : 0;
      for (let depth = 0; depth < deep; depth++, k++) {
        const cost =
          free_only && along_blocked[start + k]! > 0
            ? Number.POSITIVE_INFINITY
            : moved[k]! + along[start + k]! + more;
        reached[k] = cost;
        if (cost < least) least = cost;
      }
    }
    if (least === Number.POSITIVE_INFINITY) return null;
  }
  return backward();

  /** One place further aside, at every depth: what was carried here, or what sets out from the place before. */
  function step_aside(border: number, place: number, before: number, first: boolean): void {
    const edge = border * layer + Math.min(place, before) * deep;
    for (let depth = 0; depth < deep; depth++) {
      const out = before * deep + depth;
      const sets_out = sunk[out]! + turn;
      let cost = first ? Number.POSITIVE_INFINITY : carried[depth]!;
      if (sets_out < cost) {
        cost = sets_out;
        carried_from[depth] = sunk_from[out]!;
      }
      cost =
        free_only && across_blocked[edge + depth]! > 0
          ? Number.POSITIVE_INFINITY
          : cost + across[edge + depth]!;
      carried[depth] = cost;
      const here = place * deep + depth;
      if (cost < moved[here]!) {
        moved[here] = cost;
        moved_from[here] = carried_from[depth]!;
      }
    }
  }

  /** Every depth of a place from every other: two sweeps, down and up, each carrying the cheapest so far. */
  function change_depth(border: number, place: number): void {
    const start = place * deep;
    const end = end_index(grid, border, place);
    const ends = free_only && across_blocked[end]! > 0 ? Number.POSITIVE_INFINITY : turn + across[end]!;
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
