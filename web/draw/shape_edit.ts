import type { Geometry, LineString, Polygon, Position } from "geojson";
import { signed_area_2 } from "./measuring.ts";
import { distance_m, nearest_on, plane_at, type Xy } from "./plane.ts";

const map_positions = (geometry: Geometry, change: (position: Position) => Position): Geometry => {
  const walk = (value: unknown): unknown =>
    Array.isArray(value) && typeof value[0] === "number"
      ? change(value as Position)
      : (value as unknown[]).map(walk);
  return geometry.type === "GeometryCollection"
    ? geometry
    : ({ type: geometry.type, coordinates: walk(geometry.coordinates) } as Geometry);
};

/** All positions of a geometry, in order. */
export const positions_of = (geometry: Geometry): Position[] => {
  const out: Position[] = [];
  map_positions(geometry, (position) => {
    out.push(position);
    return position;
  });
  return out;
};

/** The middle of a geometry's bounds. */
export function middle_of(geometry: Geometry): Position {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon = 0, lat = 0] of positions_of(geometry)) {
    [west, south, east, north] = [
      Math.min(west, lon),
      Math.min(south, lat),
      Math.max(east, lon),
      Math.max(north, lat),
    ];
  }
  return [(west + east) / 2, (south + north) / 2];
}

/** The geometry shifted east and north, in metres. */
export function moved(geometry: Geometry, east_m: number, north_m: number): Geometry {
  const plane = plane_at(middle_of(geometry));
  return map_positions(geometry, (position) => {
    const [x, y] = plane.to(position);
    return plane.from([x + east_m, y + north_m]);
  });
}

/** The geometry turned around its middle; degrees, clockwise as on a compass. */
export function rotated(geometry: Geometry, clockwise_deg: number): Geometry {
  const plane = plane_at(middle_of(geometry));
  const [sine, cosine] = [
    Math.sin((-clockwise_deg * Math.PI) / 180),
    Math.cos((-clockwise_deg * Math.PI) / 180),
  ];
  return map_positions(geometry, (position) => {
    const [x, y] = plane.to(position);
    return plane.from([x * cosine - y * sine, x * sine + y * cosine]);
  });
}

/** Left normal of a segment, of length 1; null for a segment without length. */
function left_of(a: Xy, b: Xy): Xy | null {
  const length_m = distance_m(a, b);
  return length_m < 1e-9 ? null : [-(b[1] - a[1]) / length_m, (b[0] - a[0]) / length_m];
}

/** A mitre longer than this many offsets is cut to it. */
const mitre_limit = 3;

/** Points shifted sideways (left positive, metres), mitred at the corners. Doubled points are left out. */
export function offset_points(points: readonly Xy[], offset_m: number, closed = false): Xy[] {
  const clean = points.filter((p, i) => i === 0 || distance_m(p, points[i - 1]!) > 1e-6);
  const n = clean.length;
  if (n < 2) return [...clean];
  const normal = (i: number): Xy | null => {
    if (!closed && (i < 0 || i >= n - 1)) return null;
    return left_of(clean[(i + n) % n]!, clean[(i + 1 + n) % n]!);
  };
  return clean.map((p, i) => {
    const before = normal(i - 1);
    const after = normal(i);
    const [a, b] = [before ?? after!, after ?? before!];
    const sum: Xy = [a[0] + b[0], a[1] + b[1]];
    const square = sum[0] ** 2 + sum[1] ** 2;
    if (square < 1e-9) return [p[0] + a[0] * offset_m, p[1] + a[1] * offset_m];
    const stretch = Math.min(2 / square, mitre_limit / Math.sqrt(square));
    return [p[0] + sum[0] * stretch * offset_m, p[1] + sum[1] * stretch * offset_m];
  });
}

/**
 * A copy beside a line (left of its direction positive) or around an area (outwards positive), in metres.
 * Null for points, and for an area that the offset swallows.
 */
export function offset_copy(geometry: Geometry, offset_m: number): Geometry | null {
  const plane = plane_at(middle_of(geometry));
  if (geometry.type === "LineString") {
    const line = offset_points(geometry.coordinates.map(plane.to), offset_m);
    return { type: "LineString", coordinates: line.map(plane.from) };
  }
  if (geometry.type !== "Polygon") return null;
  let ring = geometry.coordinates[0]!.slice(0, -1).map(plane.to);
  // Left of a counter-clockwise ring is inside.
  const side_m = signed_area_2(ring) > 0 ? -offset_m : offset_m;
  for (;;) {
    const out = offset_points(ring, side_m, true);
    if (ring.length < 3 || out.length !== ring.length) return null;
    // An edge that now runs backwards was swallowed: its corner goes, and the rest is tried again.
    const swallowed = ring.findIndex((a, i) => {
      const j = (i + 1) % ring.length;
      const [b, c, d] = [ring[j]!, out[i]!, out[j]!];
      return (b[0] - a[0]) * (d[0] - c[0]) + (b[1] - a[1]) * (d[1] - c[1]) <= 0;
    });
    if (swallowed < 0) return { type: "Polygon", coordinates: [[...out, out[0]!].map(plane.from)] };
    ring = ring.filter((_, i) => i !== swallowed);
  }
}

/** A line cut at the place nearest to a position; null where that is one of its ends (within 5 cm). */
export function split_line(line: LineString, at: Position): [LineString, LineString] | null {
  const plane = plane_at(at);
  const points = line.coordinates.map(plane.to);
  const target = plane.to(at);
  let best = { index: 0, at: points[0]!, away: Infinity };
  for (let i = 1; i < points.length; i += 1) {
    const near = nearest_on(target, points[i - 1]!, points[i]!);
    if (near.away < best.away) best = { index: i, at: near.at, away: near.away };
  }
  const cut = plane.from(best.at);
  if (distance_m(best.at, points[0]!) < 0.05 || distance_m(best.at, points.at(-1)!) < 0.05) return null;
  const before = line.coordinates.slice(0, best.index);
  const after = line.coordinates.slice(best.index);
  const joined = (part: Position[], end: "start" | "end") =>
    part.filter((p, i) =>
      (end === "end" ? i === part.length - 1 : i === 0) ? distance_m(plane.to(p), best.at) > 1e-4 : true,
    );
  return [
    { type: "LineString", coordinates: [...joined(before, "end"), cut] },
    { type: "LineString", coordinates: [cut, ...joined(after, "start")] },
  ];
}

/**
 * An area cut along the straight line through two positions; null where the line does not cross its edge
 * exactly twice (a cut through a notch would leave three parts) or where the area has holes.
 */
export function split_area(area: Polygon, from: Position, to: Position): [Polygon, Polygon] | null {
  if (area.coordinates.length !== 1) return null;
  const plane = plane_at(from);
  const ring = area.coordinates[0]!.slice(0, -1).map(plane.to);
  const [ax, ay] = plane.to(from);
  const [bx, by] = plane.to(to);
  const side = ([x, y]: Xy) => (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  const cuts: { after: number; at: Xy }[] = [];
  ring.forEach((p, i) => {
    const q = ring[(i + 1) % ring.length]!;
    const [sp, sq] = [side(p), side(q)];
    if (sp > 0 !== sq > 0) {
      const t = sp / (sp - sq);
      cuts.push({ after: i, at: [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])] });
    }
  });
  if (cuts.length !== 2) return null;
  const [one, two] = cuts as [(typeof cuts)[0], (typeof cuts)[0]];
  const first = [one.at, ...ring.slice(one.after + 1, two.after + 1), two.at];
  const second = [two.at, ...ring.slice(two.after + 1), ...ring.slice(0, one.after + 1), one.at];
  const polygon = (points: readonly Xy[]): Polygon => ({
    type: "Polygon",
    coordinates: [[...points, points[0]!].map(plane.from)],
  });
  return [polygon(first), polygon(second)];
}

/** The line with the piece that ends in vertex `index` (1 is the first piece) made so long; what follows moves along. */
export function with_piece_length(line: LineString, index: number, length_m: number): LineString {
  const plane = plane_at(line.coordinates[index - 1]!);
  const points = line.coordinates.map(plane.to);
  const [a, b] = [points[index - 1]!, points[index]!];
  const now_m = distance_m(a, b);
  if (now_m < 1e-9) return line;
  const shift: Xy = [
    ((b[0] - a[0]) * (length_m - now_m)) / now_m,
    ((b[1] - a[1]) * (length_m - now_m)) / now_m,
  ];
  return {
    type: "LineString",
    coordinates: points.map((p, i) =>
      i < index ? line.coordinates[i]! : plane.from([p[0] + shift[0], p[1] + shift[1]]),
    ),
  };
}

/** The position so many metres from another towards a bearing (degrees clockwise from north). */
export function position_at(from: Position, bearing_deg: number, length_m: number): Position {
  const plane = plane_at(from);
  const angle = (bearing_deg * Math.PI) / 180;
  return plane.from([Math.sin(angle) * length_m, Math.cos(angle) * length_m]);
}

/** Bearing from one position to another: degrees clockwise from north, 0 to 360. */
export function bearing_deg(from: Position, to: Position): number {
  const [x, y] = plane_at(from).to(to);
  return ((Math.atan2(x, y) * 180) / Math.PI + 360) % 360;
}

/** The geometry with one of its positions replaced; a ring stays closed. */
export function with_position(geometry: Geometry, index: number, position: Position): Geometry {
  let at = -1;
  const last = geometry.type === "Polygon" ? geometry.coordinates[0]!.length - 1 : -1;
  return map_positions(geometry, (old) => {
    at += 1;
    return at === index || (index === 0 && at === last) ? position : old;
  });
}

/** The shape without one of its corners; null where too few would be left. */
export function without_position(geometry: Geometry, index: number): Geometry | null {
  if (geometry.type === "LineString") {
    const coordinates = geometry.coordinates.filter((_, i) => i !== index);
    return coordinates.length < 2 ? null : { type: "LineString", coordinates };
  }
  if (geometry.type !== "Polygon") return null;
  const [outer = [], ...holes] = geometry.coordinates;
  const ring = outer.slice(0, -1).filter((_, i) => i !== index);
  return ring.length < 3 || index >= outer.length - 1
    ? null
    : { type: "Polygon", coordinates: [[...ring, ring[0]!], ...holes] };
}
