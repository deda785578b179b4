import type { Geometry, Position } from "geojson";
import { distance_m, plane_at, type Xy } from "./plane.ts";

/** How much there is of a drawn shape; null where the kind of geometry has no such amount. */
export interface Amounts {
  readonly length_m: number | null;
  readonly area_m2: number | null;
  readonly point_count: number;
}

/** Length of a line of WGS 84 positions in metres; 0 for fewer than two. */
export function line_length_m(line: readonly Position[]): number {
  let sum_m = 0;
  for (let i = 1; i < line.length; i += 1) {
    const [a, b] = [line[i - 1]!, line[i]!];
    // A plane of its own for each piece: a line across a province stays true.
    const plane = plane_at([(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2]);
    sum_m += distance_m(plane.to(a), plane.to(b));
  }
  return sum_m;
}

/** Twice the signed area of a closed or open ring in a plane; positive counter-clockwise. */
export function signed_area_2(ring: readonly Xy[]): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i += 1) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    sum += a[0] * b[1] - b[0] * a[1];
  }
  return sum;
}

function ring_area_m2(ring: readonly Position[]): number {
  if (ring.length < 3) return 0;
  const plane = plane_at(ring[0]!);
  return Math.abs(signed_area_2(ring.map(plane.to))) / 2;
}

const polygon_area_m2 = ([outer, ...holes]: readonly Position[][]): number =>
  ring_area_m2(outer ?? []) - holes.reduce((sum, hole) => sum + ring_area_m2(hole), 0);

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Length, area and count of a geometry in WGS 84; holes are taken off. */
export function amounts_of(geometry: Geometry): Amounts {
  switch (geometry.type) {
    case "Point":
      return { length_m: null, area_m2: null, point_count: 1 };
    case "MultiPoint":
      return { length_m: null, area_m2: null, point_count: geometry.coordinates.length };
    case "LineString":
      return { length_m: line_length_m(geometry.coordinates), area_m2: null, point_count: 0 };
    case "MultiLineString":
      return { length_m: sum(geometry.coordinates.map(line_length_m)), area_m2: null, point_count: 0 };
    case "Polygon":
      return { length_m: null, area_m2: polygon_area_m2(geometry.coordinates), point_count: 0 };
    case "MultiPolygon":
      return { length_m: null, area_m2: sum(geometry.coordinates.map(polygon_area_m2)), point_count: 0 };
    default:
      return { length_m: null, area_m2: null, point_count: 0 };
  }
}
