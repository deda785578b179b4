import type Graph from "graphology";
import { singleSource } from "graphology-shortest-path/dijkstra.js";

interface Weighted {
  readonly length_m: number;
}

/**
 * Edges of a tree that connects all given nodes at little length: Mehlhorn's heuristic, at most twice the
 * shortest tree there is. Every node of the graph belongs to the nearest terminal; the shortest ways between
 * neighbouring terminals are joined as in a minimum spanning tree, and what leads nowhere is cut off. Nodes
 * that the first terminal cannot reach are left out. The graph is undirected; parallel edges may be.
 */
export function steiner_tree<E extends Weighted>(
  graph: Graph<Record<string, never>, E>,
  terminals: readonly string[],
): string[] {
  const wanted = new Set(terminals);
  const { owner, away_m, last_edge } = nearest_terminals(graph, wanted);
  // The best link between each two neighbouring territories.
  const links = graph
    .mapEdges((edge, { length_m }, from, to) => ({ edge, from, to, length_m }))
    .filter(({ from, to }) => owner.has(from) && owner.has(to) && owner.get(from) !== owner.get(to))
    .map((link) => ({ ...link, cost: away_m.get(link.from)! + link.length_m + away_m.get(link.to)! }));
  const kept = new Set<string>();
  const walk_home = (node: string): void => {
    for (let at = node; last_edge.has(at); at = graph.opposite(at, last_edge.get(at)!))
      kept.add(last_edge.get(at)!);
  };
  for (const link of spanning(links, (node) => owner.get(node)!)) {
    kept.add(link.edge);
    walk_home(link.from);
    walk_home(link.to);
  }
  const tree = spanning(
    [...kept].map((edge) => {
      const [from, to] = graph.extremities(edge);
      return { edge, from, to, cost: graph.getEdgeAttribute(edge, "length_m") as number };
    }),
    (node) => node,
  );
  return pruned(tree, wanted, terminals[0]);
}

/** For each node its nearest terminal, how far it is, and the edge by which one comes from there. */
function nearest_terminals<E extends Weighted>(
  graph: Graph<Record<string, never>, E>,
  terminals: ReadonlySet<string>,
) {
  const work = graph.copy();
  const start = "nearest terminal";
  work.addNode(start);
  for (const terminal of terminals) work.addEdge(start, terminal, { length_m: 0 } as E);
  const paths = singleSource(work, start, "length_m") as Record<string, string[]>;
  const owner = new Map<string, string>();
  const away_m = new Map<string, number>();
  const last_edge = new Map<string, string>();
  for (const [node, path] of Object.entries(paths)) {
    if (node === start) continue;
    owner.set(node, path[1]!);
    away_m.set(node, 0);
    for (let k = 2; k < path.length; k++) {
      const edge = shortest_between(graph, path[k - 1]!, path[k]!);
      away_m.set(node, away_m.get(node)! + (graph.getEdgeAttribute(edge, "length_m") as number));
      if (k === path.length - 1) last_edge.set(node, edge);
    }
  }
  return { owner, away_m, last_edge };
}

function shortest_between<E extends Weighted>(
  graph: Graph<Record<string, never>, E>,
  from: string,
  to: string,
): string {
  const length = (edge: string): number => graph.getEdgeAttribute(edge, "length_m") as number;
  return graph.edges(from, to).reduce((one, other) => (length(other) < length(one) ? other : one));
}

interface Link {
  readonly edge: string;
  readonly from: string;
  readonly to: string;
  readonly cost: number;
}

/** Kruskal: the cheapest links that join all groups without a circle. */
function spanning(links: readonly Link[], group_of: (node: string) => string): Link[] {
  const parent = new Map<string, string>();
  const root = (group: string): string => {
    let at = group;
    while (parent.has(at)) at = parent.get(at)!;
    return at;
  };
  return [...links]
    .sort((one, other) => one.cost - other.cost)
    .filter(({ from, to }) => {
      const [a, b] = [root(group_of(from)), root(group_of(to))];
      if (a === b) return false;
      parent.set(a, b);
      return true;
    });
}

/** The edges of the part that hangs together with the first terminal, without ends that are no terminals. */
function pruned(tree: readonly Link[], terminals: ReadonlySet<string>, first: string | undefined): string[] {
  let links = connected_with(tree, first);
  for (;;) {
    const degree = new Map<string, number>();
    for (const { from, to } of links)
      for (const node of [from, to]) degree.set(node, (degree.get(node) ?? 0) + 1);
    const is_end = (node: string): boolean => degree.get(node) === 1 && !terminals.has(node);
    const fewer = links.filter(({ from, to }) => !is_end(from) && !is_end(to));
    if (fewer.length === links.length) return links.map(({ edge }) => edge);
    links = fewer;
  }
}

function connected_with(tree: readonly Link[], first: string | undefined): Link[] {
  const reached = new Set(first === undefined ? [] : [first]);
  const out: Link[] = [];
  let rest = [...tree];
  for (;;) {
    const next = rest.filter(({ from, to }) => reached.has(from) || reached.has(to));
    if (next.length === 0) return out;
    for (const link of next) {
      reached.add(link.from);
      reached.add(link.to);
    }
    out.push(...next);
    rest = rest.filter((link) => !next.includes(link));
  }
}
