import { box_of, type Edges, edges_at, near_box } from "./edges.ts";
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
 * The stations of a frame that pieces come near to: within `aside_m` of the route and `ahead_m` before or
 * behind the station.
 */
export function nearby_stations(
  edges: Edges,
  frame: StreetFrame,
  aside_m: number,
  ahead_m: number,
): NearStation[] {
  const box = box_of(edges);
  const lists = edges.length / 4 > FEW ? pieces_by_station(edges, frame, aside_m + ahead_m + BEND_M) : null;
  const out: NearStation[] = [];
  for (let j = 0; j < frame.stations.length; j++) {
    const at = frame.stations[j]!;
    if (!near_box(box, at.x, at.y, aside_m)) continue;
    const list = lists ? lists[j] : edges;
    if (!list) continue;
    const here = edges_at(list, at, ahead_m);
    if (here.length > 0) out.push({ j, here });
  }
  return out;
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
