import type { TestFeature } from "./put_features.ts";

/** Deterministic numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const ORIGIN = { x: 165000, y: 195000 } as const;

const lines = [
  "gas_low",
  "water_main",
  "sewer_combined",
  "electricity_lv",
  "telecom",
  "electricity_hv",
] as const;
const places = ["tree", "building", "works", "infiltration", "ground_loop", "protected_area"] as const;

/**
 * Random features of twelve layers in an area of `size_m` × 60 m: known and unknown depths and
 * accuracies, all statuses, attributes that rule conditions ask for, periods, blocking periods.
 */
export function random_town(seed: number, count: number, size_m = 120): TestFeature[] {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const at = (x: number, y: number): string => `${(ORIGIN.x + x).toFixed(3)} ${(ORIGIN.y + y).toFixed(3)}`;
  const maybe = <T>(chance: number, value: () => T): T | null => (random() < chance ? value() : null);
  return Array.from({ length: count }, (_, n) => {
    const x = random() * size_m;
    const y = random() * 60;
    const shared = {
      source_id: `s${n}`,
      status: pick(["in_use", "in_use", "in_use", "disused", "projected", "under_construction"]),
      position_accuracy_m: maybe(0.7, () => pick([0, 0.05, 0.3, 1])),
    };
    if (random() < 0.5) {
      const layer = pick(lines);
      const diameter_m = maybe(0.8, () => pick([0.04, 0.11, 0.4]));
      const top_m = maybe(0.7, () => 0.5 + random() * 2);
      const steep = random() < 0.4;
      const points = [
        [x, y],
        steep ? [x + random() * 8 - 4, y + 25] : [x + 40, y + random() * 2 - 1],
        ...(random() < 0.3 ? [[x + 45, y + 20]] : []),
      ] as [number, number][];
      return {
        ...shared,
        layer,
        wkt: `LINESTRING(${points.map(([px, py]) => at(px, py)).join(",")})`,
        diameter_m,
        top_m,
        bottom_m: top_m === null ? null : top_m + (diameter_m ?? 0),
        depth_accuracy_m: top_m === null ? null : maybe(0.6, () => pick([0.02, 0.1, 0.3])),
        depth_source: top_m === null ? "unknown" : pick(["measured", "typical"]),
        attributes: {
          connection: random() < 0.2,
          opens_ground: random() < 0.4,
          ...(n % 3 === 0 ? {} : { year_built: n % 3 === 1 ? 1950 : 2020 }),
        },
        period: maybe(0.3, () => random_period(random)),
      };
    }
    const layer = pick(places);
    const side = 3 + random() * 12;
    const box = `POLYGON((${at(x, y)},${at(x + side, y + 1)},${at(x + side - 1, y + side)},${at(x, y + side - 1)},${at(x, y)}))`;
    const depth =
      layer === "ground_loop" || layer === "infiltration" ? { top_m: 0, bottom_m: pick([0.4, 2]) } : {};
    return {
      ...shared,
      layer,
      wkt: layer === "tree" || layer === "ground_loop" ? `POINT(${at(x, y)})` : box,
      diameter_m: layer === "ground_loop" ? 0.16 : null,
      ...depth,
      attributes: {
        species_class: pick(["small", "medium", "large", null]),
        root_barrier: random() < 0.2,
        building_age: pick(["old", "new", null]),
        opens_ground: random() < 0.4,
        zone_kind: "drinking_water",
        drinking_water_zone: pick(["I", "III", null]),
        category: pick(["1", "2", "3"]),
        blocking_years: pick([2, null]),
        ...(random() < 0.4 ? { blocked_until: pick(["2027-03-31", "2028-12-31"]) } : {}),
      },
      period: layer === "works" ? maybe(0.8, () => random_period(random)) : null,
    };
  });
}

/** One to ninety days in 2027, now and then without an end. */
export function random_period(random: () => number): [string, string | null] {
  const day = (n: number): string => new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10);
  const from = Math.floor(random() * 300);
  return [day(from), random() < 0.2 ? null : day(from + Math.floor(random() * 90))];
}
