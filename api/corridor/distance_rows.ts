import { outside, to_piece_squared } from "./edges.ts";
import type { NearStations } from "./nearby_stations.ts";

/** Places beside a station, from the first to the last; the line lies `base_m` + place × `step_m` + `offset_m` to its left. */
export interface PlaceRow {
  first: number;
  last: number;
  base_m: number;
  step_m: number;
  offset_m: number;
}

/**
 * Squared distance from each place of a row to the pieces near the n-th station, for a line that runs from `half_m`
 * before the station to as far behind it; `within_m` squared where none is nearer. Written at `out[place]`.
 */
export function distances_along(
  out: Float64Array,
  near: NearStations,
  n: number,
  row: PlaceRow,
  half_m: number,
  within_m: number,
): void {
  const { first, last, base_m, step_m, offset_m } = row;
  const { edges } = near;
  out.fill(within_m * within_m, first, last + 1);
  for (let k = near.starts[n]!, end = near.starts[n + 1]!; k < end; k += 4) {
    const a1 = edges[k]!;
    const left1 = edges[k + 1]!;
    const a2 = edges[k + 2]!;
    const left2 = edges[k + 3]!;
    const past1 = outside(a1, -half_m, half_m);
    const past2 = outside(a2, -half_m, half_m);
    const from = reached_from(row, Math.min(left1, left2) - within_m);
    const to = reached_to(row, Math.max(left1, left2) + within_m);
    for (let place = from; place <= to; place++) {
      const least = out[place]!;
      const own_m = base_m + place * step_m + offset_m;
      const b1 = left1 - own_m;
      const b2 = left2 - own_m;
      // Wholly further to one side than the nearest so far.
      if (b1 > 0 === b2 > 0 && Math.min(b1 * b1, b2 * b2) >= least) continue;
      if ((b1 <= 0 && b2 >= 0) || (b1 >= 0 && b2 <= 0)) {
        const a = b1 === b2 ? a1 : a1 + ((a2 - a1) * b1) / (b1 - b2);
        if (a >= -half_m && a <= half_m) {
          out[place] = 0;
          continue;
        }
      }
      const away = Math.min(
        past1 * past1 + b1 * b1,
        past2 * past2 + b2 * b2,
        to_piece_squared(-half_m, a1, b1, a2, b2),
        to_piece_squared(half_m, a1, b1, a2, b2),
      );
      if (away < least) out[place] = away;
    }
  }
}

/** The same for the steps aside between two cells: from each place to the next one, at the station itself. */
export function distances_across(
  out: Float64Array,
  near: NearStations,
  n: number,
  row: PlaceRow,
  within_m: number,
): void {
  const { first, last, base_m, step_m, offset_m } = row;
  const { edges } = near;
  out.fill(within_m * within_m, first, last + 1);
  for (let k = near.starts[n]!, end = near.starts[n + 1]!; k < end; k += 4) {
    const ahead1 = edges[k]!;
    const left1 = edges[k + 1]!;
    const ahead2 = edges[k + 2]!;
    const left2 = edges[k + 3]!;
    const one_side = ahead1 > 0 === ahead2 > 0;
    const nearest = Math.min(ahead1 * ahead1, ahead2 * ahead2);
    const meets = (ahead1 <= 0 && ahead2 >= 0) || (ahead1 >= 0 && ahead2 <= 0);
    const cut = ahead1 === ahead2 ? left1 : left1 + ((left2 - left1) * ahead1) / (ahead1 - ahead2);
    const from = reached_from(row, Math.min(left1, left2) - within_m - step_m);
    const to = reached_to(row, Math.max(left1, left2) + within_m);
    for (let place = from; place <= to; place++) {
      const least = out[place]!;
      if (one_side && nearest >= least) continue;
      const own_m = base_m + place * step_m + offset_m;
      const next_m = own_m + step_m;
      if (meets && cut >= own_m && cut <= next_m) {
        out[place] = 0;
        continue;
      }
      const past1 = outside(left1, own_m, next_m);
      const past2 = outside(left2, own_m, next_m);
      const away = Math.min(
        past1 * past1 + ahead1 * ahead1,
        past2 * past2 + ahead2 * ahead2,
        to_piece_squared(own_m, left1, ahead1, left2, ahead2),
        to_piece_squared(next_m, left1, ahead1, left2, ahead2),
      );
      if (away < least) out[place] = away;
    }
  }
}

/** The first place of a row that can lie at or beyond `from_m`, one too many rather than one too few. */
function reached_from({ first, base_m, step_m, offset_m }: PlaceRow, from_m: number): number {
  return Math.max(first, Math.floor((from_m - base_m - offset_m) / step_m));
}

/** The last place of a row that can lie before `to_m`. */
function reached_to({ last, base_m, step_m, offset_m }: PlaceRow, to_m: number): number {
  return Math.min(last, Math.ceil((to_m - base_m - offset_m) / step_m));
}
