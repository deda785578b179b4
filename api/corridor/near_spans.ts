import type { CorridorGrid } from "./corridor_grid.ts";
import { inside_aside, turned } from "./edges.ts";
import type { NearStations } from "./nearby_stations.ts";

/** Half the length of the cell that a station belongs to. */
export const half_at = (grid: CorridorGrid, j: number): number =>
  grid.half_m[Math.min(j >> 1, grid.frame.cells - 1)]!;

/** Does a run that lies askew come to a place only before the first cell (end -1) or past the last one (1)? */
export function past_end(
  near: NearStations,
  n: number,
  half: number,
  own_m: number,
  end: -1 | 0 | 1,
): boolean {
  if (end === 0) return false;
  const here = turned(near.edges.slice(near.starts[n], near.starts[n + 1]));
  const cuts = inside_aside(here.map((value, k) => (k % 2 === 0 ? value - own_m : value)));
  return cuts.length > 0 && cuts.every((a) => end * a > half);
}

/** The reach aside over which a run across lies on the route itself, not before its beginning or past its end. */
export function crossed_span(near: NearStations, grid: CorridorGrid): [number, number] | null {
  let span: [number, number] | null = null;
  for (let n = 0; n < near.count; n++) {
    const j = near.js[n]!;
    const own = j % 2 === 1 ? clipped_span(near, n, half_at(grid, j)) : null;
    if (own) span = span ? [Math.min(span[0], own[0]), Math.max(span[1], own[1])] : own;
  }
  return span;
}

/** Does any of the pieces near a station cut its line across? */
export function is_cut({ edges, starts }: NearStations, n: number): boolean {
  for (let k = starts[n]!, end = starts[n + 1]!; k < end; k += 4)
    if (edges[k]! < 0 !== edges[k + 2]! < 0) return true;
  return false;
}

/** The reach aside of the pieces near a station. */
export function aside_span({ edges, starts }: NearStations, n: number): [number, number] {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let k = starts[n]! + 1, end = starts[n + 1]!; k < end; k += 2) {
    if (edges[k]! < from) from = edges[k]!;
    if (edges[k]! > to) to = edges[k]!;
  }
  return [from, to];
}

/** The reach aside of that part of the pieces that lies in the cell; null where none does. */
export function clipped_span(
  { edges, starts }: NearStations,
  n: number,
  half: number,
): [number, number] | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let k = starts[n]!, end = starts[n + 1]!; k < end; k += 4) {
    const [a1, b1, a2, b2] = [edges[k]!, edges[k + 1]!, edges[k + 2]!, edges[k + 3]!];
    let [b_low, b_high] = [b1, b2];
    if (Math.abs(a2 - a1) < 1e-9) {
      // Exactly on a border: it belongs to the cell behind it.
      if (a1 < -half - 1e-9 || a1 >= half - 1e-9) continue;
    } else {
      const low = Math.max(Math.min(a1, a2), -half);
      const high = Math.min(Math.max(a1, a2), half);
      if (low >= high) continue;
      b_low = b1 + ((b2 - b1) * (low - a1)) / (a2 - a1);
      b_high = b1 + ((b2 - b1) * (high - a1)) / (a2 - a1);
    }
    from = Math.min(from, b_low, b_high);
    to = Math.max(to, b_low, b_high);
  }
  return from > to ? null : [from, to];
}
