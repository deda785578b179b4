import { steiner_tree } from "./steiner_tree.ts";
import { distance } from "./street_frame.ts";
import { length_of, type NetworkSegment, nearest_on, street_network } from "./street_network.ts";
import type { Xy } from "./types.ts";

/** A building to connect, with its outer rings. */
export interface HeatBuilding {
  readonly id: number;
  readonly demand_mwh: number;
  readonly middle: Xy;
  readonly rings: readonly (readonly Xy[])[];
}

/** A line of the network between two branchings or streets. */
export interface HeatStretch {
  readonly line: readonly Xy[];
  readonly street_id: string | null;
  readonly length_m: number;
  /** Of the buildings that join along it. */
  readonly demand_mwh: number;
  readonly building_count: number;
  /** What it carries: its own buildings and all beyond. */
  readonly carried_mwh: number;
  /** Length of all stretches beyond it. */
  readonly beyond_m: number;
}

export interface HeatConnection {
  readonly building_id: number;
  readonly demand_mwh: number;
  readonly line: readonly Xy[];
}

export interface HeatNetwork {
  readonly stretches: readonly HeatStretch[];
  readonly connections: readonly HeatConnection[];
  /** Buildings that no street connects with the source. */
  readonly left_out: readonly number[];
}

/** A building may stand this far from a centre line. */
const REACH_M = 60;

/**
 * A network of little length from a source to buildings over the street network: every building joins its
 * nearest centre line, and a Steiner-tree heuristic joins those. null where the source is in no street.
 */
export function heat_network(
  segments: readonly NetworkSegment[],
  source: Xy,
  buildings: readonly HeatBuilding[],
): HeatNetwork | null {
  const { graph, joins } = street_network(
    segments,
    [source, ...buildings.map(({ middle }) => middle)],
    REACH_M,
  );
  const root = joins[0]?.node;
  if (root === undefined) return null;
  const joined = buildings.map((building, k) => ({ building, join: joins[k + 1] ?? null }));
  const terminals = [root, ...joined.flatMap(({ join }) => join?.node ?? [])];
  const edges = steiner_tree(graph, [...new Set(terminals)]);
  const around = new Map<string, string[]>();
  for (const edge of edges)
    for (const node of graph.extremities(edge)) around.set(node, [...(around.get(node) ?? []), edge]);
  const own = new Map<string, { mwh: number; count: number }>();
  const connections: HeatConnection[] = [];
  const left_out: number[] = [];
  for (const { building, join } of joined) {
    if (!join || (join.node !== root && !around.has(join.node))) {
      left_out.push(building.id);
      continue;
    }
    const before = own.get(join.node) ?? { mwh: 0, count: 0 };
    own.set(join.node, { mwh: before.mwh + building.demand_mwh, count: before.count + 1 });
    connections.push({
      building_id: building.id,
      demand_mwh: building.demand_mwh,
      line: [join.at, facade(building, join.at)],
    });
  }
  const stretches: HeatStretch[] = [];
  for (const edge of around.get(root) ?? []) follow(root, edge);
  return { stretches, connections, left_out };

  /** Follows a stretch away from the source until it branches or the street changes, then those beyond. */
  function follow(from: string, first: string): HeatStretch {
    const line: Xy[] = [];
    let [node, edge, demand_mwh, building_count] = [from, first, 0, 0];
    const { street_id } = graph.getEdgeAttributes(first);
    for (;;) {
      const { line: along } = graph.getEdgeAttributes(edge);
      const ahead = graph.source(edge) === node ? along : [...along].reverse();
      line.push(...(line.length > 0 ? ahead.slice(1) : ahead));
      node = graph.opposite(node, edge);
      demand_mwh += own.get(node)?.mwh ?? 0;
      building_count += own.get(node)?.count ?? 0;
      const beyond = around.get(node)!.filter((other) => other !== edge);
      const [next] = beyond;
      if (beyond.length !== 1 || graph.getEdgeAttribute(next!, "street_id") !== street_id) {
        const at = stretches.length;
        const length_m = length_of(line);
        const stretch = {
          line,
          street_id,
          length_m,
          demand_mwh,
          building_count,
          carried_mwh: demand_mwh,
          beyond_m: 0,
        };
        stretches.push(stretch);
        for (const further of beyond.map((other) => follow(node, other))) {
          stretch.carried_mwh += further.carried_mwh;
          stretch.beyond_m += further.length_m + further.beyond_m;
        }
        return stretches[at]!;
      }
      edge = next!;
    }
  }
}

/** The place on a building's outline that is nearest to a position. */
function facade({ rings, middle }: HeatBuilding, to: Xy): Xy {
  return rings.reduce<Xy>((best, ring) => {
    const { at } = nearest_on(ring, to);
    return distance(at, to) < distance(best, to) ? at : best;
  }, middle);
}
