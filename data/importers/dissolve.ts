import type { Coords } from "./ewkb.ts";

/**
 * Joins faces that share edges (triangles of a surface model) into polygons, in plan: an edge that two
 * faces walk in opposite directions lies inside and falls away, the others are chained to rings. Faces
 * come as closed or open flat rings (holes are faces' further rings); faces without area in plan are
 * ignored, and all are turned counter-clockwise first. Returns polygons with their holes, rings closed.
 */
export function dissolve(faces: readonly (readonly Coords[])[]): Coords[][] {
  const edges = new Map<string, { from: string; to: string; x: number; y: number }>();
  const key = (x: number, y: number): string => `${x},${y}`;
  for (const rings of faces) {
    const outer = rings[0];
    if (!outer || signed_area(outer) === 0) continue;
    const turn = signed_area(outer) < 0;
    for (const ring of rings) {
      const points = open_ring(ring);
      if (turn) points.reverse();
      for (const [i, [x, y]] of points.entries()) {
        const [next_x, next_y] = points[(i + 1) % points.length]!;
        const from = key(x, y);
        const to = key(next_x, next_y);
        if (from === to) continue;
        // The way back over the same edge means that both sides are covered.
        if (!edges.delete(`${to}>${from}`)) edges.set(`${from}>${to}`, { from, to, x, y });
      }
    }
  }
  return nest(chain([...edges.values()]));
}

function chain(edges: readonly { from: string; to: string; x: number; y: number }[]): number[][] {
  const leaving = new Map<string, { from: string; to: string; x: number; y: number }[]>();
  for (const edge of edges) {
    const list = leaving.get(edge.from);
    if (list) list.push(edge);
    else leaving.set(edge.from, [edge]);
  }
  const rings: number[][] = [];
  for (const start of edges) {
    let edge = take(leaving, start.from);
    if (!edge) continue;
    const ring: number[] = [];
    const first = edge.from;
    while (edge) {
      ring.push(edge.x, edge.y);
      if (edge.to === first) break;
      edge = take(leaving, edge.to);
    }
    // A chain that does not come back is a fault of the model, not an area.
    if (edge && ring.length >= 6) rings.push([...ring, ring[0]!, ring[1]!]);
  }
  return rings;
}

function take<T>(leaving: Map<string, T[]>, from: string): T | undefined {
  return leaving.get(from)?.pop();
}

/** Puts clockwise rings (holes) into the counter-clockwise one that holds them. */
function nest(rings: readonly number[][]): Coords[][] {
  const outer = rings.filter((ring) => signed_area(ring) > 0).map((ring): Coords[] => [ring]);
  for (const hole of rings.filter((ring) => signed_area(ring) < 0)) {
    const holder = outer.find(([ring]) => holds(ring!, (hole[0]! + hole[2]!) / 2, (hole[1]! + hole[3]!) / 2));
    holder?.push(hole);
  }
  return outer;
}

function holds(ring: Coords, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[i + 2]!, ring[i + 3]!];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

function open_ring(ring: Coords): [number, number][] {
  const out: [number, number][] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) out.push([ring[i]!, ring[i + 1]!]);
  const [first, last] = [out[0], out.at(-1)];
  if (out.length > 1 && first![0] === last![0] && first![1] === last![1]) out.pop();
  return out;
}

/** Twice the area in plan, counter-clockwise positive, taken relative to the first corner. */
function signed_area(ring: Coords): number {
  let twice = 0;
  for (let i = 2; i + 3 < ring.length; i += 2)
    twice +=
      (ring[i]! - ring[0]!) * (ring[i + 3]! - ring[1]!) -
      (ring[i + 2]! - ring[0]!) * (ring[i + 1]! - ring[1]!);
  return twice;
}
