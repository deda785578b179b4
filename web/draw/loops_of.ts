import type { Polygon, Position } from "geojson";
import { crossings, open_ring } from "./mend.ts";
import { distance_m, type Plane, plane_at, type Xy } from "./plane.ts";

interface Stop {
  readonly at: Xy;
  /** Set where two edges cross: the outline comes by here twice. */
  readonly crossing?: number;
}

/** A ring with the places where it crosses itself among its corners, in the order in which it runs. */
function stops_of(ring: readonly Xy[]): Stop[] {
  const on_edge = new Map<number, Stop[]>();
  [...crossings(ring)].forEach(({ i, j, at }, crossing) => {
    for (const edge of [i, j]) on_edge.set(edge, [...(on_edge.get(edge) ?? []), { at, crossing }]);
  });
  return ring.flatMap((at, i) => [
    { at },
    ...(on_edge.get(i) ?? []).sort((one, other) => distance_m(at, one.at) - distance_m(at, other.at)),
  ]);
}

function ring_loops(positions: readonly Position[], plane: Plane): Position[][] {
  const way: Stop[] = [];
  const loops: Stop[][] = [];
  for (const stop of stops_of(open_ring(positions, plane))) {
    const before =
      stop.crossing === undefined ? -1 : way.findIndex(({ crossing }) => crossing === stop.crossing);
    // Back at a crossing: what was gone round since is a loop of its own.
    if (before >= 0) loops.push(way.splice(before));
    way.push(stop);
  }
  loops.push(way);
  return loops
    .filter((loop) => loop.length > 2)
    .map((loop) => [...loop, loop[0]!].map(({ at }) => plane.from(at)));
}

/**
 * The loops of an outline that crosses itself, each a ring that does not (WGS 84): a map fills these as one sees
 * them, and of the whole some triangles between them. Of a sound outline its ring.
 */
export const loops_of = ({ coordinates }: Polygon): Position[][] =>
  coordinates.flatMap((ring) => ring_loops(ring, plane_at(ring[0] ?? [0, 0])));
