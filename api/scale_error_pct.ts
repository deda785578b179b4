import { in_area_of_use } from "../data/area_of_use.ts";

type LonLat = readonly [lon: number, lat: number];

/** WGS 84. */
const EQUATOR_RADIUS_M = 6_378_137;
const ECCENTRICITY_SQUARED = 0.00669437999014;

/**
 * By how much (per cent, two digits that count) a line measured in the analysis CRS is too long, where it leaves the
 * area that CRS is made for; null within it. `parts` in WGS 84, `length_m` as measured in the analysis CRS.
 */
export function scale_error_pct(
  srid: number,
  parts: readonly (readonly LonLat[])[],
  length_m: number,
): number | null {
  if (parts.flat().every(([lon, lat]) => in_area_of_use(srid, lon, lat))) return null;
  const true_m = parts.reduce((sum, part) => sum + true_length_m(part), 0);
  return true_m > 0 ? Number(((length_m / true_m - 1) * 100).toPrecision(2)) : null;
}

/** On the ellipsoid, with the radii of curvature at each piece's middle: to a millimetre per kilometre. */
function true_length_m(part: readonly LonLat[]): number {
  let sum = 0;
  for (let k = 1; k < part.length; k++) {
    const [from, to] = [part[k - 1]!, part[k]!];
    const lat = (((from[1] + to[1]) / 2) * Math.PI) / 180;
    const flat = 1 - ECCENTRICITY_SQUARED * Math.sin(lat) ** 2;
    const per_degree = (Math.PI / 180) * (EQUATOR_RADIUS_M / Math.sqrt(flat));
    sum += Math.hypot(
      (to[0] - from[0]) * per_degree * Math.cos(lat),
      ((to[1] - from[1]) * per_degree * (1 - ECCENTRICITY_SQUARED)) / flat,
    );
  }
  return sum;
}
