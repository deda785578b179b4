import { box_of, type Edges, edges_of } from "./edges.ts";
import type { Obstacle, Xy } from "./types.ts";

/** Does a straight piece meet a line that it matters to cross? */
export type Crosses = (from: Xy, to: Xy) => boolean;

/** Which straight pieces meet one of the lines that a rule about crossing or running side by side speaks of. */
export function line_crossings(obstacles: readonly Obstacle[]): Crosses {
  const lines = obstacles
    .filter(
      ({ dimension, rules }) =>
        dimension === 1 && rules.some(({ relation }) => relation === "crossing" || relation === "parallel"),
    )
    .map(({ parts }) => {
      const edges = edges_of(parts);
      return { edges, box: box_of(edges) };
    });
  return (from, to) => {
    const [west, east] = from[0] < to[0] ? [from[0], to[0]] : [to[0], from[0]];
    const [south, north] = from[1] < to[1] ? [from[1], to[1]] : [to[1], from[1]];
    return lines.some(
      ({ edges, box }) =>
        box.west <= east &&
        box.east >= west &&
        box.south <= north &&
        box.north >= south &&
        meets(edges, from, to),
    );
  };
}

function meets(edges: Edges, from: Xy, to: Xy): boolean {
  for (let k = 0; k < edges.length; k += 4) {
    const a: Xy = [edges[k]!, edges[k + 1]!];
    const b: Xy = [edges[k + 2]!, edges[k + 3]!];
    if (side(from, to, a) * side(from, to, b) <= 0 && side(a, b, from) * side(a, b, to) <= 0) return true;
  }
  return false;
}

const side = (a: Xy, b: Xy, p: Xy): number =>
  Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));
