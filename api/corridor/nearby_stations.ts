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
  const lists =
    edges.length / 4 > FEW ? pieces_by_station(edges, frame, aside_m + most_ahead_m + BEND_M) : null;
  const [x, y] = [(box.west + box.east) / 2, (box.south + box.north) / 2];
  const [half_x, half_y] = [(box.east - box.west) / 2, (box.north - box.south) / 2];
  const out: NearStation[] = [];
  for (const block of station_blocks(frame)) {
    const { west, south, east, north, from, to } = block;
    if (west > box.east + aside_m || east < box.west - aside_m) continue;
    if (south > box.north + aside_m || north < box.south - aside_m) continue;
    for (let j = from; j < to; j++) {
      const at = frame.stations[j]!;
      if (!near_box(box, at.x, at.y, aside_m)) continue;
      // The box as a whole lies before or behind: most do, and their pieces need not be looked at.
      const ahead = Math.abs((x - at.x) * at.tx + (y - at.y) * at.ty);
      const near_m = ahead_m(j);
      if (ahead > near_m + half_x * Math.abs(at.tx) + half_y * Math.abs(at.ty) + 1e-6) continue;
      const list = lists ? lists[j] : edges;
      if (!list) continue;
      const here = edges_at(list, at, near_m);
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

/** For each station the pieces of a long line whose nearest station is not far along. */
function pieces_by_station(edges: Edges, frame: StreetFrame, reach_m: number): (number[] | undefined)[] {
  const lists: (number[] | undefined)[] = new Array(frame.stations.length);
  const window = Math.ceil((2 * reach_m) / frame.step_m);
  let from = 0;
  for (let k = 0; k < edges.length; k += 4) {
    const [x, y] = [(edges[k]! + edges[k + 2]!) / 2, (edges[k + 1]! + edges[k + 3]!) / 2];
    from = nearest_station(frame, x, y, from);
    const half = Math.hypot(edges[k + 2]! - edges[k]!, edges[k + 3]! - edges[k + 1]!) / frame.step_m;
    const last = Math.min(frame.stations.length - 1, from + window + Math.ceil(half));
    for (let j = Math.max(0, from - window - Math.ceil(half)); j <= last; j++) {
      let list = lists[j];
      if (!list) {
        list = [];
        lists[j] = list;
      }
      list.push(edges[k]!, edges[k + 1]!, edges[k + 2]!, edges[k + 3]!);
    }
  }
  return lists;
}

/** The station nearest to a position: every tenth is looked at, then those around the best. */
export function nearest_station(frame: StreetFrame, x: number, y: number, guess = 0): number {
  let best = guess;
  let least = away(frame, guess, x, y);
  const look = (j: number): void => {
    const d = away(frame, j, x, y);
    if (d < least) {
      best = j;
      least = d;
    }
  };
  for (let j = 0; j < frame.stations.length; j += 10) look(j);
  const middle = best;
  for (let j = Math.max(0, middle - 10); j <= Math.min(frame.stations.length - 1, middle + 10); j++) look(j);
  return best;
}

function away(frame: StreetFrame, j: number, x: number, y: number): number {
  const at = frame.stations[j]!;
  return (at.x - x) ** 2 + (at.y - y) ** 2;
}
