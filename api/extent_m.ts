import type { InputGeometry } from "./schemas/geometry.ts";

const METRES_PER_DEGREE = 111_320;

function* positions_in(coordinates: readonly unknown[]): Generator<readonly number[]> {
  if (typeof coordinates[0] === "number") yield coordinates as readonly number[];
  else for (const part of coordinates) yield* positions_in(part as readonly unknown[]);
}

/** How far a drawn geometry (WGS 84) reaches, from corner to corner of its box, in metres; to about a hundredth. */
export function extent_m({ coordinates }: InputGeometry): number {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon = 0, lat = 0] of positions_in(coordinates)) {
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  const across_m = (east - west) * METRES_PER_DEGREE * Math.cos(((south + north) / 2) * (Math.PI / 180));
  return Math.hypot(across_m, (north - south) * METRES_PER_DEGREE);
}
