import type { CorridorGrid } from "./corridor_grid.ts";
import { type Box, box_of, type Edges, near_box } from "./edges.ts";
import type { StreetFrame } from "./street_frame.ts";

/**
 * Stations (borders and middles of cells) and the pieces near each, in its own axes: those of the n-th, `js[n]`, are the
 * numbers of `edges` from `starts[n]` until `starts[n + 1]`, four a piece (ahead, left, ahead, left).
 */
export interface NearStations {
  count: number;
  js: Int32Array;
  starts: Int32Array;
  edges: Float64Array;
}

/** Of the last question, written over by the next: made anew for each of thousands of things it would be the most of all garbage. */
const near: NearStations = {
  count: 0,
  js: new Int32Array(256),
  starts: new Int32Array(257),
  edges: new Float64Array(4096),
};

/** More pieces than this are put to their own stations first. */
const FEW = 12;
/** Inside a bend a piece may be near to stations this much further along than the nearest one. */
const BEND_M = 30;

/**
 * The stations of a grid that pieces come near to: `reach_m` or less beside the route's width `width_m`, and as near
 * before or behind the station's own cell. Holds until the next call.
 */
export function nearby_stations(
  edges: Edges,
  grid: CorridorGrid,
  width_m: number,
  reach_m: number,
): NearStations {
  near.count = 0;
  near.starts[0] = 0;
  if (edges.length / 4 > FEW) stations_of_pieces(edges, grid, width_m, reach_m);
  else stations_of_box(edges, grid, width_m + reach_m, reach_m);
  return near;
}

/** How far before or behind a station its cell and the reach go. */
const ahead_m = ({ half_m, frame }: CorridorGrid, j: number, reach_m: number): number =>
  half_m[Math.min(j >> 1, frame.cells - 1)]! + reach_m;

/** Makes room for one more station with so many more numbers. */
function make_room(more: number): void {
  if (near.count + 2 > near.starts.length) {
    near.js = grown(near.js, new Int32Array(2 * near.js.length));
    near.starts = grown(near.starts, new Int32Array(near.js.length + 1));
  }
  const needed = near.starts[near.count]! + more;
  if (needed > near.edges.length) near.edges = grown(near.edges, new Float64Array(2 * needed));
}

function grown<T extends Int32Array | Float64Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

function stations_of_box(edges: Edges, grid: CorridorGrid, aside_m: number, reach_m: number): void {
  const { frame } = grid;
  const box = box_of(edges);
  const [x, y] = [(box.west + box.east) / 2, (box.south + box.north) / 2];
  const [half_x, half_y] = [(box.east - box.west) / 2, (box.north - box.south) / 2];
  for (const block of station_blocks(frame)) {
    const { west, south, east, north, from, to } = block;
    if (west > box.east + aside_m || east < box.west - aside_m) continue;
    if (south > box.north + aside_m || north < box.south - aside_m) continue;
    for (let j = from; j < to; j++) {
      if (!near_box(box, frame.xs[j]!, frame.ys[j]!, aside_m)) continue;
      const { x: at_x, y: at_y, tx, ty } = frame.stations[j]!;
      // The box as a whole lies before or behind: most do, and their pieces need not be looked at.
      const ahead = Math.abs((x - at_x) * tx + (y - at_y) * ty);
      const near_m = ahead_m(grid, j, reach_m);
      if (ahead > near_m + half_x * Math.abs(tx) + half_y * Math.abs(ty) + 1e-6) continue;
      make_room(edges.length);
      let used = near.starts[near.count]!;
      for (let k = 0; k < edges.length; k += 4) {
        const x1 = edges[k]! - at_x;
        const y1 = edges[k + 1]! - at_y;
        const x2 = edges[k + 2]! - at_x;
        const y2 = edges[k + 3]! - at_y;
        const a1 = x1 * tx + y1 * ty;
        const a2 = x2 * tx + y2 * ty;
        if ((a1 > near_m && a2 > near_m) || (a1 < -near_m && a2 < -near_m)) continue;
        near.edges[used++] = a1;
        near.edges[used++] = y1 * tx - x1 * ty;
        near.edges[used++] = a2;
        near.edges[used++] = y2 * tx - x2 * ty;
      }
      if (used === near.starts[near.count]!) continue;
      near.js[near.count++] = j;
      near.starts[near.count] = used;
    }
  }
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

/** Pieces as they are met, with their stations: put in the order of these at the end. */
const met = { count: 0, js: new Int32Array(1024), edges: new Float64Array(4096) };
/** How many pieces each station has. */
let counts = new Int32Array(0);

/** The same for a line of many pieces: each is looked at from the stations around the one nearest to it only. */
function stations_of_pieces(edges: Edges, grid: CorridorGrid, width_m: number, reach_m: number): void {
  const { frame } = grid;
  const { west, south, east, north } = box_of(edges);
  const { xs, ys, stations, least_step_m } = frame;
  const { walked_m, turned } = windings_of(frame);
  const aside_m = width_m + reach_m;
  const most_m = grid.longest_half_m + reach_m;
  met.count = 0;
  const window = Math.ceil((2 * (aside_m + most_m + BEND_M)) / least_step_m);
  let nearest = 0;
  for (let k = 0; k < edges.length; k += 4) {
    const x1 = edges[k]!;
    const y1 = edges[k + 1]!;
    const x2 = edges[k + 2]!;
    const y2 = edges[k + 3]!;
    nearest = nearest_station(frame, (x1 + x2) / 2, (y1 + y2) / 2, nearest);
    const around = window + Math.ceil(Math.hypot(x2 - x1, y2 - y1) / least_step_m);
    const last = Math.min(stations.length - 1, nearest + around);
    for (let j = Math.max(0, nearest - around); j <= last; j++) {
      const x = xs[j]!;
      const y = ys[j]!;
      if (x <= west - aside_m || x >= east + aside_m || y <= south - aside_m || y >= north + aside_m)
        continue;
      const { tx, ty } = stations[j]!;
      const a1 = (x1 - x) * tx + (y1 - y) * ty;
      const a2 = (x2 - x) * tx + (y2 - y) * ty;
      const near_m = ahead_m(grid, j, reach_m);
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
      if (met.count === met.js.length) {
        met.js = grown(met.js, new Int32Array(2 * met.count));
        met.edges = grown(met.edges, new Float64Array(8 * met.count));
      }
      const at = 4 * met.count;
      met.js[met.count++] = j;
      met.edges[at] = a1;
      met.edges[at + 1] = (y1 - y) * tx - (x1 - x) * ty;
      met.edges[at + 2] = a2;
      met.edges[at + 3] = (y2 - y) * tx - (x2 - x) * ty;
    }
  }
  in_order(stations.length);
}

/** What was met, station by station; of each in the order it was met. */
function in_order(stations: number): void {
  if (counts.length < stations) counts = new Int32Array(stations);
  counts.fill(0, 0, stations);
  for (let k = 0; k < met.count; k++) counts[met.js[k]!] = counts[met.js[k]!]! + 1;
  for (let j = 0; j < stations; j++) {
    const pieces = counts[j]!;
    if (pieces === 0) continue;
    make_room(4 * pieces);
    const start = near.starts[near.count]!;
    near.js[near.count++] = j;
    near.starts[near.count] = start + 4 * pieces;
    // From now on: where its next piece goes.
    counts[j] = start;
  }
  for (let k = 0; k < met.count; k++) {
    const j = met.js[k]!;
    const to = counts[j]!;
    for (let n = 0; n < 4; n++) near.edges[to + n] = met.edges[4 * k + n]!;
    counts[j] = to + 4;
  }
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
