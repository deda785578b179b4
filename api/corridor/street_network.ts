import Graph from "graphology";
import { box_of, near_box } from "./edges.ts";
import { distance } from "./street_frame.ts";
import type { Xy } from "./types.ts";

export interface NetworkSegment {
  readonly street_id: string | null;
  readonly line: readonly Xy[];
}

export interface NetworkEdge {
  readonly length_m: number;
  readonly street_id: string | null;
  /** From the edge's source to its target. */
  readonly line: readonly Xy[];
}

export interface StreetNetwork {
  readonly graph: Graph<Record<string, never>, NetworkEdge>;
  /** The node at which each place joins the network, with its distance; null where no street is near enough. */
  readonly joins: readonly ({ readonly node: string; readonly away_m: number; readonly at: Xy } | null)[];
}

/** Ends of centre lines this near to each other, or to the middle of another line, are one junction. */
const SAME_M = 0.5;

/**
 * The street network as an undirected graph: junctions and ends are nodes, what lies between them edges with
 * their length. Each place becomes a node on the nearest centre line within `reach_m`.
 */
export function street_network(
  segments: readonly NetworkSegment[],
  places: readonly Xy[],
  reach_m: number,
): StreetNetwork {
  const nearest = places.map((place) => nearest_segment(segments, place, reach_m));
  const cuts: { at_m: number; at: Xy }[][] = segments.map(() => []);
  for (const join of nearest) if (join) cuts[join.segment]!.push(join);
  const boxes = segments.map(({ line }) => box_of(line.flat()));
  for (const [own, { line }] of segments.entries())
    for (const end of [line[0]!, line.at(-1)!])
      for (const [other, { line: through }] of segments.entries()) {
        if (other === own || !near_box(boxes[other]!, end[0], end[1], 2 * SAME_M)) continue;
        const on = nearest_on(through, end);
        const far_from_ends =
          Math.min(distance(through[0]!, on.at), distance(through.at(-1)!, on.at)) > SAME_M;
        if (on.away_m <= SAME_M && far_from_ends) cuts[other]!.push(on);
      }
  const graph = new Graph<Record<string, never>, NetworkEdge>({ type: "undirected", multi: true });
  const node_at = node_finder(graph);
  for (const [index, segment] of segments.entries())
    for (const line of cut_line(segment.line, cuts[index]!)) {
      const length_m = length_of(line);
      const [from, to] = [node_at(line[0]!), node_at(line.at(-1)!)];
      if (from !== to) graph.addEdge(from, to, { length_m, street_id: segment.street_id, line });
    }
  return {
    graph,
    joins: nearest.map((join) => join && { node: node_at(join.at), away_m: join.away_m, at: join.at }),
  };
}

/** Finds the node at a position, or makes it. */
function node_finder(graph: Graph<Record<string, never>, NetworkEdge>): (at: Xy) => string {
  const cells = new Map<string, { node: string; at: Xy }[]>();
  return (at) => {
    const [cx, cy] = [Math.floor(at[0] / SAME_M), Math.floor(at[1] / SAME_M)];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const known of cells.get(`${cx + dx} ${cy + dy}`) ?? [])
          if (distance(known.at, at) <= SAME_M) return known.node;
    const node = graph.addNode(String(graph.order));
    const key = `${cx} ${cy}`;
    cells.set(key, [...(cells.get(key) ?? []), { node, at }]);
    return node;
  };
}

interface OnLine {
  readonly at: Xy;
  readonly at_m: number;
  readonly away_m: number;
}

/** The place on a line that is nearest to a position. */
export function nearest_on(line: readonly Xy[], to: Xy): OnLine {
  let best: OnLine = { at: line[0]!, at_m: 0, away_m: distance(line[0]!, to) };
  let passed = 0;
  for (let k = 1; k < line.length; k++) {
    const [a, b] = [line[k - 1]!, line[k]!];
    const span = distance(a, b);
    const t =
      span > 0
        ? Math.min(
            1,
            Math.max(0, ((to[0] - a[0]) * (b[0] - a[0]) + (to[1] - a[1]) * (b[1] - a[1])) / span ** 2),
          )
        : 0;
    const at: Xy = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    const away_m = distance(at, to);
    if (away_m < best.away_m) best = { at, at_m: passed + t * span, away_m };
    passed += span;
  }
  return best;
}

function nearest_segment(
  segments: readonly NetworkSegment[],
  place: Xy,
  reach_m: number,
): (OnLine & { segment: number }) | null {
  let best: (OnLine & { segment: number }) | null = null;
  for (const [segment, { line }] of segments.entries()) {
    const on = nearest_on(line, place);
    if (on.away_m <= reach_m && (!best || on.away_m < best.away_m)) best = { ...on, segment };
  }
  return best;
}

export const length_of = (line: readonly Xy[]): number =>
  line.reduce((sum, at, k) => (k === 0 ? 0 : sum + distance(line[k - 1]!, at)), 0);

/** A line in pieces, cut at places on it. */
function cut_line(line: readonly Xy[], cuts: readonly { at_m: number; at: Xy }[]): Xy[][] {
  const sorted = [...cuts].sort((one, other) => one.at_m - other.at_m);
  const out: Xy[][] = [];
  let piece: Xy[] = [line[0]!];
  let passed = 0;
  let next = 0;
  for (let k = 1; k < line.length; k++) {
    const span = distance(line[k - 1]!, line[k]!);
    for (; next < sorted.length && sorted[next]!.at_m <= passed + span; next++) {
      const { at } = sorted[next]!;
      if (distance(piece.at(-1)!, at) > 0) piece.push(at);
      if (piece.length > 1) out.push(piece);
      piece = [at];
    }
    if (distance(piece.at(-1)!, line[k]!) > 0) piece.push(line[k]!);
    passed += span;
  }
  if (piece.length > 1) out.push(piece);
  return out;
}
