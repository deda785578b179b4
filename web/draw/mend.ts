import type { Geometry, Polygon, Position } from "geojson";
import { signed_area_2 } from "./measuring.ts";
import { type Part, parts, together } from "./parts.ts";
import { distance_m, nearest_on, type Plane, plane_at, type Xy } from "./plane.ts";

export type TroubleKind = "crosses_itself" | "sliver" | "too_small";

/** What is wrong with a drawn shape, and where (WGS 84). */
export interface ShapeTrouble {
  readonly kind: TroubleKind;
  readonly at: Position;
}

/** Vertices nearer than this are one. */
const same_point_m = 0.02;
/** A spike or a neck narrower than this is a slip of the hand. */
const sliver_m = 0.03;
const least_area_m2 = 0.25;
const least_length_m = 0.2;

/** Where two segments cross inside both; null where they touch at most. */
function crossing(a: Xy, b: Xy, c: Xy, d: Xy): Xy | null {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-12) return null;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  return t > 1e-9 && t < 1 - 1e-9 && u > 1e-9 && u < 1 - 1e-9 ? [a[0] + t * rx, a[1] + t * ry] : null;
}

/** The pairs of edges of an open ring that cross, with the place. */
export function* crossings(ring: readonly Xy[]): Generator<{ i: number; j: number; at: Xy }> {
  const n = ring.length;
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) {
      const at = crossing(ring[i]!, ring[(i + 1) % n]!, ring[j]!, ring[(j + 1) % n]!);
      if (at) yield { i, j, at };
    }
  }
}

/** A ring without its closing point, in metres of a plane. */
export const open_ring = (ring: readonly Position[], plane: Plane): Xy[] => {
  const out = ring.map(plane.to);
  return out.length > 1 && distance_m(out[0]!, out.at(-1)!) < 1e-6 ? out.slice(0, -1) : out;
};

/** Whether the corner at b goes out and comes back within a hand's breadth, or b lies on a neighbour. */
const is_spike = (a: Xy, b: Xy, c: Xy): boolean => {
  if (distance_m(a, b) < same_point_m) return true;
  const dot = (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1]);
  if (dot <= 0) return false;
  return nearest_on(c, a, b).away < sliver_m || nearest_on(a, b, c).away < sliver_m;
};

const spikes = (ring: readonly Xy[]): Xy[] =>
  ring.filter((b, i) => is_spike(ring.at(i - 1)!, b, ring[(i + 1) % ring.length]!));

/**
 * What keeps a shape from being saved: an area that crosses itself, spikes and doubled vertices, a shape
 * too small to be meant. A line may cross itself (a loop is a path). Empty where all is well.
 */
export const shape_troubles = (geometry: Geometry): ShapeTrouble[] => parts(geometry).flatMap(part_troubles);

function part_troubles(geometry: Part): ShapeTrouble[] {
  if (geometry.type === "LineString") {
    const plane = plane_at(geometry.coordinates[0] ?? [0, 0]);
    const line = geometry.coordinates.map(plane.to);
    const length_m = line.slice(1).reduce((sum, p, i) => sum + distance_m(line[i]!, p), 0);
    const out: ShapeTrouble[] = [];
    if (length_m < least_length_m) out.push({ kind: "too_small", at: geometry.coordinates[0] ?? [0, 0] });
    line.forEach((b, i) => {
      if (i > 0 && i < line.length - 1 && is_spike(line[i - 1]!, b, line[i + 1]!))
        out.push({ kind: "sliver", at: plane.from(b) });
    });
    return out;
  }
  if (geometry.type !== "Polygon") return [];
  const first = geometry.coordinates[0]?.[0] ?? [0, 0];
  const plane = plane_at(first);
  return geometry.coordinates.flatMap((positions, index): ShapeTrouble[] => {
    const ring = open_ring(positions, plane);
    const area_m2 = Math.abs(signed_area_2(ring)) / 2;
    const crossed = [...crossings(ring)];
    return [
      ...crossed.map(({ at }) => ({ kind: "crosses_itself" as const, at: plane.from(at) })),
      ...spikes(ring).map((at) => ({ kind: "sliver" as const, at: plane.from(at) })),
      ...(index === 0 && crossed.length === 0 && area_m2 < least_area_m2
        ? [{ kind: "too_small" as const, at: first }]
        : []),
    ];
  });
}

/** Takes crossings out of a ring by turning the part between two crossing edges round; each turn is shorter, so it ends. */
function uncrossed(ring: readonly Xy[]): Xy[] {
  let out = [...ring];
  for (;;) {
    const [first] = crossings(out);
    if (!first) return out;
    const { i, j } = first;
    out = [...out.slice(0, i + 1), ...out.slice(i + 1, j + 1).reverse(), ...out.slice(j + 1)];
  }
}

function without_spikes(points: readonly Xy[], closed: boolean): Xy[] {
  let out = [...points];
  for (;;) {
    const least = closed ? 3 : 2;
    const at = out.findIndex((b, i) => {
      if (!closed && (i === 0 || i === out.length - 1)) return false;
      return is_spike(out.at(i - 1)!, b, out[(i + 1) % out.length]!);
    });
    if (at < 0 || out.length <= least) return out;
    out = out.filter((_, i) => i !== at);
  }
}

/**
 * The shape with crossings untangled (same vertices, another order) and spikes and doubled vertices left
 * out; null where nothing worth saving is left. A sound shape comes back as it was.
 */
export function mended(geometry: Geometry): Geometry | null {
  if (shape_troubles(geometry).length === 0) return geometry;
  const sound = parts(geometry).map(part_mended);
  return sound.every((part) => part !== null) ? together(geometry.type, sound) : null;
}

function part_mended(geometry: Part): Part | null {
  if (part_troubles(geometry).length === 0) return geometry;
  if (geometry.type === "LineString") {
    const plane = plane_at(geometry.coordinates[0] ?? [0, 0]);
    const line = without_spikes(geometry.coordinates.map(plane.to), false);
    const out: Part = { type: "LineString", coordinates: line.map(plane.from) };
    return part_troubles(out).length === 0 ? out : null;
  }
  if (geometry.type !== "Polygon") return geometry;
  const plane = plane_at(geometry.coordinates[0]?.[0] ?? [0, 0]);
  const rings = geometry.coordinates.map((positions) => {
    const ring = without_spikes(uncrossed(without_spikes(open_ring(positions, plane), true)), true);
    return [...ring, ring[0]!].map(plane.from);
  });
  const out: Polygon = { type: "Polygon", coordinates: rings };
  return part_troubles(out).length === 0 ? out : null;
}
