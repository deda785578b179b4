import { type Box, box_of, type Edges, edges_at, near_box } from "./edges.ts";
import type { StreetFrame } from "./street_frame.ts";

/** A station (borders and middles of cells) and the pieces near it, in its own axes. */
export interface NearStation {
  readonly j: number;
  readonly here: Edges;
}

/** More pieces than this are put to their own stations first. */
const FEW = 12;
/** Inside a bend a piece may be near to stations this much further along than the nearest one. */
const BEND_M = 30;

/**
 * The stations of a frame that pieces come near to: within `aside_m` of the route and `ahead_m(j)` before or
 * behind station j, which is at most `most_ahead_m`.
 */
export function nearby_stations(
  edges: Edges,
  frame: StreetFrame,
  aside_m: number,
  ahead_m: (j: number) => number,
  most_ahead_m: number,
): NearStation[] {
  const box = box_of(edges);
  if (edges.length / 4 > FEW)
    return stations_of_pieces(edges, frame, aside_m, ahead_m, aside_m + most_ahead_m + BEND_M);
  const [x, y] = [(box.west + box.east) / 2, (box.south + box.north) / 2];
  const [half_x, half_y] = [(box.east - box.west) / 2, (box.north - box.south) / 2];
  const out: NearStation[] = [];
  for (const block of station_blocks(frame)) {
    const { west, south, east, north, from, to } = block;
    if (west > box.east + aside_m || east < box.west - aside_m) continue;
    if (south > box.north + aside_m || north < box.south - aside_m) continue;
    for (let j = from; j < to; j++) {
      if (!near_box(box, frame.xs[j]!, frame.ys[j]!, aside_m)) continue;
      const at = frame.stations[j]!;
      // The box as a whole lies before or behind: most do, and their pieces need not be looked at.
      const ahead = Math.abs((x - at.x) * at.tx + (y - at.y) * at.ty);
      const near_m = ahead_m(j);
      if (ahead > near_m + half_x * Math.abs(at.tx) + half_y * Math.abs(at.ty) + 1e-6) continue;
      const here = edges_at(edges, at, near_m);
      if (here.length > 0) out.push({ j, here });
    }
  }
  return out;
}

interface StationBlock extends Box {
  readonly from: number;
  readonly to: number;
}

const BLOCK = 32;
const blocks_of = new WeakMap<StreetFrame, readonly StationBlock[]>();

/** Stations in blocks with the box around each, so that a thing is compared with those blocks first. */
function station_blocks(frame: StreetFrame): readonly StationBlock[] {
  const known = blocks_of.get(frame);
  if (known) return known;
  const made: StationBlock[] = [];
  for (let from = 0; from < frame.stations.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, frame.stations.length);
    const part = frame.stations.slice(from, to);
    made.push({ ...box_of(part.flatMap(({ x, y }) => [x, y])), from, to });
  }
  blocks_of.set(frame, made);
  return made;
}

/** So many stations are passed at once where none of them can see a piece. */
const LEAPS = [64, 16, 4, 1];

interface Windings {
  /** From the first station to each: metres and, summed up, by how much the direction (a unit vector) changes. */
  readonly walked_m: Float64Array;
  readonly turned: Float64Array;
}
const known_windings = new WeakMap<StreetFrame, Windings>();

function windings_of(frame: StreetFrame): Windings {
  const known = known_windings.get(frame);
  if (known) return known;
  const { stations } = frame;
  const walked_m = new Float64Array(stations.length);
  const turned = new Float64Array(stations.length);
  for (let j = 1; j < stations.length; j++) {
    const [from, to] = [stations[j - 1]!, stations[j]!];
    walked_m[j] = walked_m[j - 1]! + Math.hypot(to.x - from.x, to.y - from.y);
    turned[j] = turned[j - 1]! + Math.hypot(to.tx - from.tx, to.ty - from.ty);
  }
  const made = { walked_m, turned };
  known_windings.set(frame, made);
  return made;
}

/** The same for a line of many pieces: each is looked at from the stations around the one nearest to it only. */
function stations_of_pieces(
  edges: Edges,
  frame: StreetFrame,
  aside_m: number,
  ahead_m: (j: number) => number,
  reach_m: number,
): NearStation[] {
  const { west, south, east, north } = box_of(edges);
  const { xs, ys, stations, step_m } = frame;
  const { walked_m, turned } = windings_of(frame);
  const near_ms = Float64Array.from(stations, (_, j) => ahead_m(j));
  const most_m = near_ms.reduce((most, near_m) => Math.max(most, near_m), 0);
  const lists = new Map<number, number[]>();
  const window = Math.ceil((2 * reach_m) / step_m);
  let nearest = 0;
  for (let k = 0; k < edges.length; k += 4) {
    const x1 = edges[k]!;
    const y1 = edges[k + 1]!;
    const x2 = edges[k + 2]!;
    const y2 = edges[k + 3]!;
    nearest = nearest_station(frame, (x1 + x2) / 2, (y1 + y2) / 2, nearest);
    const around = window + Math.ceil(Math.hypot(x2 - x1, y2 - y1) / step_m);
    const last = Math.min(stations.length - 1, nearest + around);
    for (let j = Math.max(0, nearest - around); j <= last; j++) {
      const x = xs[j]!;
      const y = ys[j]!;
      if (x <= west - aside_m || x >= east + aside_m || y <= south - aside_m || y >= north + aside_m)
        continue;
      const { tx, ty } = stations[j]!;
      const a1 = (x1 - x) * tx + (y1 - y) * ty;
      const a2 = (x2 - x) * tx + (y2 - y) * ty;
      const near_m = near_ms[j]!;
      if ((a1 > near_m && a2 > near_m) || (a1 < -near_m && a2 < -near_m)) {
        // As far ahead as it lies, so many stations cannot see it either, however the route turns on the way.
        const spare_m = Math.min(Math.abs(a1), Math.abs(a2)) - most_m - 1e-6;
        const away_m = Math.max(Math.hypot(x1 - x, y1 - y), Math.hypot(x2 - x, y2 - y));
        for (const leap of LEAPS) {
          const to = j + leap;
          if (to > last || walked_m[to]! - walked_m[j]! + (turned[to]! - turned[j]!) * away_m >= spare_m)
            continue;
          j = to;
          break;
        }
        continue;
      }
      const list = lists.get(j);
      const b1 = (y1 - y) * tx - (x1 - x) * ty;
      const b2 = (y2 - y) * tx - (x2 - x) * ty;
      if (list) list.push(a1, b1, a2, b2);
      else lists.set(j, [a1, b1, a2, b2]);
    }
  }
  return [...lists].sort(([one], [other]) => one - other).map(([j, here]) => ({ j, here }));
}

/** The station nearest to a position: every tenth is looked at, then those around the best. */
export function nearest_station({ xs, ys }: StreetFrame, x: number, y: number, guess = 0): number {
  let best = guess;
  let least = (xs[guess]! - x) ** 2 + (ys[guess]! - y) ** 2;
  for (let j = 0; j < xs.length; j += 10) {
    const away = (xs[j]! - x) ** 2 + (ys[j]! - y) ** 2;
    if (away < least) [best, least] = [j, away];
  }
  const last = Math.min(xs.length - 1, best + 10);
  for (let j = Math.max(0, best - 10); j <= last; j++) {
    const away = (xs[j]! - x) ** 2 + (ys[j]! - y) ** 2;
    if (away < least) [best, least] = [j, away];
  }
  return best;
}
