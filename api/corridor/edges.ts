import type { Station } from "./street_frame.ts";
import type { Xy } from "./types.ts";

/** Straight pieces, four numbers each: from x, y to x, y. */
export type Edges = ArrayLike<number>;

/** The pieces of lines or rings; a single position becomes a piece of no length. */
export function edges_of(parts: readonly (readonly Xy[])[]): Float64Array {
  let pieces = 0;
  for (const part of parts) pieces += part.length === 1 ? 1 : Math.max(0, part.length - 1);
  const out = new Float64Array(4 * pieces);
  let k = 0;
  for (const part of parts)
    for (let i = part.length > 1 ? 1 : 0; i < part.length; i++) {
      const from = part[Math.max(0, i - 1)]!;
      const to = part[i]!;
      out[k] = from[0];
      out[k + 1] = from[1];
      out[k + 2] = to[0];
      out[k + 3] = to[1];
      k += 4;
    }
  return out;
}

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The box around pieces, or some of them. */
export function box_of(edges: Edges, first = 0, end = edges.length): Box {
  let [west, south, east, north] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (let k = first; k < end; k += 2) {
    west = Math.min(west, edges[k]!);
    east = Math.max(east, edges[k]!);
    south = Math.min(south, edges[k + 1]!);
    north = Math.max(north, edges[k + 1]!);
  }
  return { west, south, east, north };
}

/** Is a place at most this far from a box? */
export const near_box = (box: Box, x: number, y: number, reach_m: number): boolean =>
  x > box.west - reach_m && x < box.east + reach_m && y > box.south - reach_m && y < box.north + reach_m;

/** Pieces in a station's own axes (ahead, left), those only that come within `ahead_m` before or behind it. */
export function edges_at(edges: Edges, at: Station, ahead_m: number): number[] {
  const { x, y, tx, ty } = at;
  const out: number[] = [];
  for (let k = 0; k < edges.length; k += 4) {
    const x1 = edges[k]! - x;
    const y1 = edges[k + 1]! - y;
    const x2 = edges[k + 2]! - x;
    const y2 = edges[k + 3]! - y;
    const a1 = x1 * tx + y1 * ty;
    const a2 = x2 * tx + y2 * ty;
    if ((a1 > ahead_m && a2 > ahead_m) || (a1 < -ahead_m && a2 < -ahead_m)) continue;
    out.push(a1, y1 * tx - x1 * ty, a2, y2 * tx - x2 * ty);
  }
  return out;
}

/** Pieces with both axes exchanged, so that what runs across is measured as what runs along. */
export function turned(edges: Edges): number[] {
  const out: number[] = [];
  for (let k = 0; k < edges.length; k += 2) out.push(edges[k + 1]!, edges[k]!);
  return out;
}

/**
 * Distance from the piece (from_a, b) to (to_a, b), which runs along the first axis, to the nearest of the given
 * pieces; `within_m` where none is nearer than that.
 */
export function distance_to(
  edges: Edges,
  from_a: number,
  to_a: number,
  b: number,
  within_m = Number.POSITIVE_INFINITY,
): number {
  let least = within_m * within_m;
  for (let k = 0; k < edges.length; k += 4) {
    const a1 = edges[k]!;
    const b1 = edges[k + 1]! - b;
    const a2 = edges[k + 2]!;
    const b2 = edges[k + 3]! - b;
    // Wholly further to one side than the nearest so far.
    if (b1 > 0 === b2 > 0 && Math.min(b1 * b1, b2 * b2) >= least) continue;
    if ((b1 <= 0 && b2 >= 0) || (b1 >= 0 && b2 <= 0)) {
      const a = b1 === b2 ? a1 : a1 + ((a2 - a1) * b1) / (b1 - b2);
      if (a >= from_a && a <= to_a) return 0;
    }
    const to_own = Math.min(
      outside(a1, from_a, to_a) ** 2 + b1 * b1,
      outside(a2, from_a, to_a) ** 2 + b2 * b2,
      to_piece_squared(from_a, a1, b1, a2, b2),
      to_piece_squared(to_a, a1, b1, a2, b2),
    );
    if (to_own < least) least = to_own;
  }
  return Math.sqrt(least);
}

/** How far a number lies outside a span; 0 inside. */
export const outside = (a: number, from: number, to: number): number =>
  a < from ? from - a : a > to ? a - to : 0;

/** Squared distance from (a, 0) to a piece. */
export function to_piece_squared(a: number, a1: number, b1: number, a2: number, b2: number): number {
  const da = a2 - a1;
  const db = b2 - b1;
  const square = da * da + db * db;
  const t = square > 0 ? Math.min(1, Math.max(0, ((a - a1) * da - b1 * db) / square)) : 0;
  const ahead = a1 + t * da - a;
  const left = b1 + t * db;
  return ahead * ahead + left * left;
}

/** Where rings cut a station's line across: the stretches aside that lie inside, as from, to, from, to … in order. */
export function inside_aside(edges: Edges, first = 0, end = edges.length): number[] {
  const cuts: number[] = [];
  for (let k = first; k < end; k += 4) {
    const a1 = edges[k]!;
    const b1 = edges[k + 1]!;
    const a2 = edges[k + 2]!;
    if (a1 < 0 !== a2 < 0) cuts.push(b1 + ((edges[k + 3]! - b1) * -a1) / (a2 - a1));
  }
  return cuts.length > 1 ? cuts.sort((one, other) => one - other) : cuts;
}

/** Does a place aside lie within stretches as `inside_aside` gives them? */
export function is_inside(cuts: readonly number[], aside_m: number): boolean {
  let inside = false;
  for (const cut of cuts) {
    if (cut > aside_m) break;
    inside = !inside;
  }
  return inside;
}
