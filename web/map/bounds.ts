import type { Geometry, Position } from "geojson";
import type { Bounds } from "../client.ts";

function positions(geometry: Geometry): Position[] {
  if (geometry.type === "GeometryCollection") return geometry.geometries.flatMap(positions);
  const flat = geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates.flat(9);
  if (geometry.type === "Point") return flat as Position[];
  // flat(9) leaves bare numbers: pair them again. Coordinates from the API are 2D.
  const numbers = flat as unknown as number[];
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!]);
}

/** West, south, east, north of some WGS 84 geometries; null where there is no position at all. */
export function bounds_of(geometries: readonly (Geometry | null | undefined)[]): Bounds | null {
  let out: Bounds | null = null;
  for (const geometry of geometries) {
    if (!geometry) continue;
    for (const [lon, lat] of positions(geometry) as [number, number][]) {
      out = out
        ? [Math.min(out[0], lon), Math.min(out[1], lat), Math.max(out[2], lon), Math.max(out[3], lat)]
        : [lon, lat, lon, lat];
    }
  }
  return out;
}
