/** What a street is for; it decides the cross profile. Stored as the attribute `street_type`. */
export type StreetKind = "main" | "collector" | "quay" | "residential" | "narrow" | "garden" | "woonerf";

/** One band of a street side, from the carriageway outwards. */
export interface Strip {
  readonly use: "cycle" | "lane" | "verge" | "bank" | "water" | "footway";
  readonly width_m: number;
}

/** One side of a street. Offsets are metres from the centre line, positive on either side. */
export interface StreetSide {
  readonly strips: readonly Strip[];
  /** Outer edge of what vehicles and cycles ride on: corners are rounded there. */
  readonly hard_m: number;
  /** The property line. */
  readonly property_m: number;
  /** Holds a canal: corners then become bridges. */
  readonly water: boolean;
  /** Width of the footway at the property line; 0 without one. */
  readonly footway_m: number;
}

/** A cross profile: carriageway in the middle, two sides. Index 0 is left, 1 is right of the direction of travel. */
export interface Profile {
  readonly kind: StreetKind;
  readonly carriageway_m: number;
  readonly sides: readonly [StreetSide, StreetSide];
  /** Surface of the carriageway. */
  readonly surface: string;
}

const cycle = (width_m: number): Strip => ({ use: "cycle", width_m });
const lane = (width_m: number): Strip => ({ use: "lane", width_m });
const verge = (width_m: number): Strip => ({ use: "verge", width_m });
const bank = (width_m: number): Strip => ({ use: "bank", width_m });
const water = (width_m: number): Strip => ({ use: "water", width_m });
const footway = (width_m: number): Strip => ({ use: "footway", width_m });

function profile(
  kind: StreetKind,
  carriageway_m: number,
  surface: string,
  left: readonly Strip[],
  right: readonly Strip[],
): Profile {
  return {
    kind,
    carriageway_m,
    surface,
    sides: [street_side(carriageway_m / 2, left), street_side(carriageway_m / 2, right)],
  };
}

function street_side(half_m: number, strips: readonly Strip[]): StreetSide {
  const total_m = strips.reduce((sum, strip) => sum + strip.width_m, half_m);
  const cycle_m = strips.reduce((sum, strip) => sum + (strip.use === "cycle" ? strip.width_m : 0), half_m);
  const last = strips[strips.length - 1];
  return {
    strips,
    hard_m: cycle_m,
    property_m: total_m,
    water: strips.some((strip) => strip.use === "water"),
    footway_m: last?.use === "footway" ? last.width_m : 0,
  };
}

/** The profiles a street of a kind may have; the seed picks one per street. Widths are usual Flemish ones. */
export const profiles: Readonly<Record<StreetKind, readonly Profile[]>> = {
  main: [
    profile(
      "main",
      6.4,
      "asfalt",
      [cycle(1.8), verge(2.2), footway(2.2)],
      [cycle(1.8), verge(2.2), footway(2.2)],
    ),
  ],
  quay: [
    profile(
      "quay",
      5.2,
      "asfalt",
      [lane(2.1), footway(2.1)],
      [verge(2.6), water(8.5), bank(2.4), footway(1.9)],
    ),
  ],
  collector: [
    profile("collector", 5.8, "asfalt", [lane(2.1), footway(2.0)], [lane(2.1), footway(2.0)]),
    profile("collector", 5.6, "asfalt", [cycle(1.5), footway(2.0)], [lane(2.1), footway(2.2)]),
    profile("collector", 6.0, "beton", [lane(2.0), footway(1.8)], [verge(2.0), footway(2.0)]),
  ],
  residential: [
    profile("residential", 4.8, "asfalt", [footway(1.8)], [lane(2.0), footway(1.8)]),
    profile("residential", 5.0, "klinkers", [lane(2.0), footway(1.7)], [footway(1.9)]),
    profile("residential", 5.2, "asfalt", [lane(2.0), footway(1.8)], [lane(2.0), footway(1.8)]),
  ],
  narrow: [
    profile("narrow", 4.5, "kasseien", [footway(1.5)], [footway(1.5)]),
    profile("narrow", 4.6, "asfalt", [footway(1.5)], [footway(1.7)]),
  ],
  garden: [
    profile("garden", 5.0, "asfalt", [verge(1.8), footway(1.6)], [verge(1.8), footway(1.6)]),
    profile("garden", 5.2, "beton", [verge(2.0), footway(1.7)], [lane(2.0), footway(1.6)]),
  ],
  woonerf: [profile("woonerf", 4.6, "klinkers", [lane(2.2)], [lane(2.0)])],
};
