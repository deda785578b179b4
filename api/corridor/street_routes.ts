import { bidirectional } from "graphology-shortest-path/dijkstra.js";
import { length_of, type NetworkEdge, type StreetNetwork } from "./street_network.ts";
import type { Xy } from "./types.ts";

/** A way along centre lines. */
export interface StreetRoute {
  readonly line: readonly Xy[];
  readonly length_m: number;
  /** Ids of the streets it follows, in order, each once. */
  readonly street_ids: readonly string[];
}

/** Streets that the first route takes count this much longer when another is looked for. */
const USED_COUNTS = 4;
/** Another route through other streets may be this much longer. */
const LONGEST_DETOUR = 1.6;
/** Another route must differ from the first over at least this share of its length. */
const DIFFERENT_SHARE = 0.4;

/**
 * The shortest way along streets through the given nodes in order, and where there is one a clearly
 * different way through other streets. Empty where two of them are not connected.
 */
export function street_routes(network: StreetNetwork, nodes: readonly string[]): StreetRoute[] {
  const first = route_through(network, nodes, new Set());
  if (!first) return [];
  const used = new Set(first.edges);
  const other = route_through(network, nodes, used);
  if (!other) return [first.route];
  const shared = other.edges.filter((edge) => used.has(edge));
  const shared_m = shared.reduce((sum, edge) => sum + network.graph.getEdgeAttribute(edge, "length_m"), 0);
  const differs = 1 - shared_m / other.route.length_m >= DIFFERENT_SHARE;
  const near = other.route.length_m <= LONGEST_DETOUR * first.route.length_m;
  return differs && near ? [first.route, other.route] : [first.route];
}

function route_through(
  { graph }: StreetNetwork,
  nodes: readonly string[],
  used: ReadonlySet<string>,
): { route: StreetRoute; edges: string[] } | null {
  const weight = (edge: string, { length_m }: NetworkEdge): number =>
    used.has(edge) ? USED_COUNTS * length_m : length_m;
  const line: Xy[] = [];
  const edges: string[] = [];
  const street_ids: string[] = [];
  for (let k = 1; k < nodes.length; k++) {
    const path = bidirectional(graph, nodes[k - 1], nodes[k], weight) as string[] | null;
    if (!path) return null;
    for (let n = 1; n < path.length; n++) {
      const [from, to] = [path[n - 1]!, path[n]!];
      const edge = graph
        .edges(from, to)
        .reduce((one, other) =>
          weight(other, graph.getEdgeAttributes(other)) < weight(one, graph.getEdgeAttributes(one))
            ? other
            : one,
        );
      const { line: along, street_id } = graph.getEdgeAttributes(edge);
      const ahead = graph.source(edge) === from ? along : [...along].reverse();
      line.push(...(line.length > 0 ? ahead.slice(1) : ahead));
      edges.push(edge);
      if (street_id !== null && !street_ids.includes(street_id)) street_ids.push(street_id);
    }
  }
  return line.length < 2 ? null : { route: { line, length_m: length_of(line), street_ids }, edges };
}
