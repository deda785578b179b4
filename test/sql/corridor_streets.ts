import type { TestFeature } from "./put_features.ts";
import { ORIGIN, seeded } from "./random_town.ts";

export const LENGTH_M = 60;
export const APART_M = 400;
export const STREETS = 6;
/** Streets after the straight ones turn to the left on circles of these radii. */
export const RADII_M = [18, 25, 40, 80];

/** The place so many metres along a street and to its left; streets begin westwards and one above the other. */
export function place_in(n: number, along_m: number, left_m: number): [number, number] {
  const [x, y] = [ORIGIN.x, ORIGIN.y + 1000 + n * APART_M];
  const radius_m = RADII_M[n - STREETS];
  if (radius_m === undefined) return [x + along_m, y + left_m];
  const turned = along_m / radius_m;
  return [x + (radius_m - left_m) * Math.sin(turned), y + radius_m - (radius_m - left_m) * Math.cos(turned)];
}

/** A line along a street, with a corner every two metres where it is bent. */
export function along(n: number, left_m: number): string {
  const steps = n < STREETS ? 1 : LENGTH_M / 2;
  const places = Array.from({ length: steps + 1 }, (_, k) => place_in(n, (LENGTH_M * k) / steps, left_m));
  return `LINESTRING(${places.map((place) => place.join(" ")).join(",")})`;
}

/** A street 14 m wide, with mains along it, connections to both sides and some trees. */
export function street_features(n: number): TestFeature[] {
  const random = seeded(n + 7);
  const known = (top_m: number, diameter_m: number) => ({
    diameter_m,
    top_m,
    bottom_m: top_m + diameter_m,
    position_accuracy_m: 0.1 + 0.3 * random(),
    depth_accuracy_m: 0.05,
  });
  const mains = (["sewer_combined", "water_main", "gas_low", "electricity_lv", "telecom"] as const).map(
    (layer, k): TestFeature => {
      const aside = -5 + 2.2 * k + random();
      return {
        layer,
        wkt: along(n, aside),
        ...known(k === 0 ? 1.2 + random() : 0.6 + 0.4 * random(), [0.4, 0.15, 0.11, 0.04, 0.03][k]!),
      };
    },
  );
  const connections = Array.from({ length: 8 }, (_, k): TestFeature => {
    const at = 3 + k * 7 + random();
    const [from, to] = k % 2 === 0 ? [-2.5 + random(), 7] : [2 * random(), -7];
    const ends = [place_in(n, at, from), place_in(n, at, to)];
    return {
      layer: k % 3 === 0 ? "gas_low" : "water_main",
      wkt: `LINESTRING(${ends.map((end) => end.join(" ")).join(",")})`,
      ...known(0.7 + 0.3 * random(), 0.04),
    };
  });
  const trees = [0, 1].map(
    (k): TestFeature => ({
      layer: "tree",
      wkt: `POINT(${place_in(n, 15 + 25 * k + random(), 5.5).join(" ")})`,
      position_accuracy_m: 0.2,
    }),
  );
  return [...mains, ...connections, ...trees];
}
