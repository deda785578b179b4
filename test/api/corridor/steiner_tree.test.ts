import fc from "fast-check";
import Graph from "graphology";
import { describe, expect, it } from "vitest";
import { steiner_tree } from "../../../api/corridor/steiner_tree.ts";

type Edge = readonly [from: number, to: number, length_m: number];

/** Least total length of edges that connect the terminals, by trying every set of edges; null where none does. */
function by_trying(edges: readonly Edge[], terminals: readonly number[]): number | null {
  let best: number | null = null;
  for (let set = 0; set < 1 << edges.length; set++) {
    const chosen = edges.filter((_, k) => set & (1 << k));
    const length = chosen.reduce((sum, [, , length_m]) => sum + length_m, 0);
    if (best !== null && length >= best) continue;
    if (terminals.every((terminal) => reach(chosen, terminals[0]!).has(terminal))) best = length;
  }
  return best;
}

function reach(edges: readonly Edge[], from: number): Set<number> {
  const out = new Set([from]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [a, b] of edges)
      if (out.has(a) !== out.has(b)) {
        out.add(a).add(b);
        grown = true;
      }
  }
  return out;
}

const NODES = 6;

const town = fc.record({
  edges: fc.uniqueArray(
    fc
      .tuple(
        fc.integer({ min: 0, max: NODES - 1 }),
        fc.integer({ min: 0, max: NODES - 1 }),
        fc.integer({ min: 1, max: 20 }),
      )
      .filter(([a, b]) => a !== b),
    { minLength: 4, maxLength: 10, selector: ([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}` },
  ),
  terminals: fc.uniqueArray(fc.integer({ min: 0, max: NODES - 1 }), { minLength: 2, maxLength: 4 }),
});

describe("steiner_tree()", () => {
  it("connects what can be connected, as a tree, at most twice as long as the best, and mostly as short", () => {
    let best = 0;
    let all = 0;
    fc.assert(
      fc.property(town, ({ edges, terminals }) => {
        const graph = new Graph<Record<string, never>, { length_m: number }>({
          type: "undirected",
          multi: true,
        });
        for (let node = 0; node < NODES; node++) graph.addNode(String(node));
        for (const [a, b, length_m] of edges) graph.addEdge(String(a), String(b), { length_m });
        const kept = steiner_tree(graph, terminals.map(String)).map((edge): Edge => {
          const [a, b] = graph.extremities(edge);
          return [Number(a), Number(b), graph.getEdgeAttribute(edge, "length_m")];
        });
        const reachable = terminals.filter((terminal) => reach(edges, terminals[0]!).has(terminal));
        const connected = reach(kept, terminals[0]!);
        for (const terminal of reachable) expect(connected.has(terminal)).toBe(true);
        expect(kept.length).toBe(Math.max(0, connected.size - 1));
        const length = kept.reduce((sum, [, , length_m]) => sum + length_m, 0);
        const least = by_trying(edges, reachable)!;
        expect(length).toBeLessThanOrEqual(2 * least);
        all++;
        if (length === least) best++;
      }),
      { numRuns: 150, seed: 9 },
    );
    expect(best / all).toBeGreaterThan(0.9);
  });
});
