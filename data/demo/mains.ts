import { depths } from "../catalog/depths.ts";
import type { ImportedFeature } from "../importers/types.ts";
import type { Facts } from "./draft.ts";
import type { Random } from "./random.ts";

export type Owner = "grid" | "water" | "telecom" | "town";

/** Years in which a street may have been rebuilt: from post-war works to last year's. */
export const renewal_years = [1958, 1963, 1968, 1974, 1982, 1991, 1999, 2006, 2012, 2017, 2021] as const;

/** What decides which mains a street has and where they lie. */
export interface MainStreet {
  /** From the centre line to the property line: left, right. */
  readonly property_m: readonly [number, number];
  /** Year of the last full reconstruction. */
  readonly renewed: number;
  /** Whether trees stand on a side: left, right. */
  readonly trees: readonly [boolean, boolean];
  /** A canal runs along its right side: the far bank has mains of its own. */
  readonly canal: boolean;
  readonly medium_voltage: boolean;
  readonly medium_pressure: boolean;
  /** Its sewer takes up those of side streets. */
  readonly collector: boolean;
  /** How much deeper than at the top of the catchment its gravity sewers lie. */
  readonly fall_m: number;
}

/** A pipe or cable that runs along a street. */
export interface Main {
  readonly layer: string;
  readonly owner: Owner;
  readonly side: number;
  /** From the middle of the street; negative offsets lie on the other side. */
  readonly offset_m: number;
  readonly top_m: number;
  readonly diameter_m: number;
  readonly attributes: ImportedFeature["attributes"];
  /** Serves the houses of its own side only: the other has a main of its own, or none. */
  readonly own_side_only?: boolean;
  /** Diameter and cover of its house connections; none where left out. */
  readonly connection?: {
    readonly diameter_m: number;
    readonly top_m: number;
    /** Under the whole street, to houses on the other side; the same where left out. */
    readonly far_top_m?: number;
    /** Where it enters the facade, as a share of its width: far enough apart for a trench each. */
    readonly along: number;
    readonly material: string;
  };
}

/** The water main lies in the carriageway, clear of the sewers in its middle. */
export const WATER_SIDE = 1;
export const WATER_FROM_AXIS_M = 1.5;
export const TELECOM_FROM_PROPERTY_M = 0.55;

/** The usual cover of a depths row, so that generated depths stay those of the sources. */
function cover_m(id: string): number {
  const row = depths.find((depth) => depth.id === id);
  const value = row?.cover_typical_m ?? row?.cover_min_m;
  if (value === null || value === undefined)
    throw new Error(`expected a cover in depths row ${id}, got none`);
  return value;
}

/**
 * The mains of a street from its property lines inwards: cables and gas in the footways, water in the
 * carriageway, sewers in its middle; combined where the street was not renewed since 1995. Most keep
 * the clearances of the catalogue's rules, as a careful town would have laid them. The
 * one table of where things lie, for the generated town and for imported streets. Metres.
 */
export function mains_of(street: MainStreet): Main[] {
  const [left_m, right_m] = street.property_m;
  const { fall_m } = street;
  const old = street.renewed < 1995;
  const year_built = street.renewed;
  const at = (side: number, from_property_m: number): number =>
    (side === 0 ? left_m : right_m) - from_property_m;
  const out: Main[] = [];
  const add = (main: Main): void => void out.push(main);
  // Gas keeps to the sides without trees, and serves the far side from there where it has to.
  const calm = ([0, 1] as const).filter((side) => !street.trees[side]);
  const gas_sides: readonly (0 | 1)[] = street.canal ? [0, 1] : calm.length > 0 ? calm : [0];
  for (const side of [0, 1]) {
    add({
      layer: "telecom",
      owner: "telecom",
      side,
      own_side_only: true,
      offset_m: at(side, TELECOM_FROM_PROPERTY_M),
      top_m: cover_m("DEP11"),
      diameter_m: 0.05,
      attributes: { material: "PE", year_built: year_built + 3 },
      connection: { diameter_m: 0.02, top_m: 0.5, along: 0.97, material: "PE" },
    });
    add({
      layer: "electricity_lv",
      owner: "grid",
      side,
      own_side_only: true,
      offset_m: at(side, 0.25),
      top_m: cover_m("DEP01"),
      diameter_m: 0.045,
      attributes: { voltage_kv: 0.4, material: old ? "papier-lood" : "XLPE", year_built },
      connection: { diameter_m: 0.03, top_m: 0.6, along: 0.8, material: "XLPE" },
    });
  }
  for (const side of gas_sides)
    add({
      layer: "gas_low",
      owner: "grid",
      side,
      own_side_only: gas_sides.length > 1,
      offset_m: at(side, 1.4),
      top_m: cover_m("DEP05"),
      diameter_m: 0.11,
      attributes: { material: old ? "staal" : "PE", pressure_bar: 0.1, year_built },
      // Below the cables of its own footway; bored under the water main to the far side.
      connection: { diameter_m: 0.032, top_m: 1, far_top_m: 1.5, along: 0.04, material: "PE" },
    });
  const water: Omit<Main, "side" | "offset_m"> = {
    layer: "water_main",
    owner: "water",
    own_side_only: street.canal,
    top_m: cover_m("DEP09"),
    diameter_m: old ? 0.1 : 0.16,
    attributes: { material: old ? "vezelcement" : "PVC", year_built },
    connection: { diameter_m: 0.032, top_m: 1.3, along: 0.24, material: "PE" },
  };
  if (street.canal) {
    add({ ...water, side: 0, offset_m: -WATER_FROM_AXIS_M });
    add({ ...water, side: 1, offset_m: at(1, 2.3) });
  } else add({ ...water, side: WATER_SIDE, offset_m: WATER_FROM_AXIS_M });
  add({
    layer: "public_lighting",
    owner: "town",
    side: 0,
    offset_m: at(0, 0.35),
    top_m: 0.6,
    diameter_m: 0.03,
    attributes: { voltage_kv: 0.23, led: !old, year_built },
  });
  if (street.medium_voltage) {
    const side = gas_sides.includes(1) && gas_sides.length === 1 ? 0 : 1;
    add({
      layer: "electricity_mv",
      owner: "grid",
      side,
      offset_m: at(side, 0.42),
      top_m: cover_m("DEP02"),
      diameter_m: 0.07,
      attributes: { voltage_kv: 15, year_built },
    });
  }
  if (street.medium_pressure)
    add({
      layer: "gas_medium",
      owner: "grid",
      side: 0,
      offset_m: 2.7,
      top_m: cover_m("DEP03"),
      diameter_m: 0.16,
      attributes: { material: "staal", pressure_bar: 4, year_built },
    });
  if (old) {
    // Nobody drew the connections of the old sewers.
    const combined: Omit<Main, "side" | "offset_m"> = {
      layer: "sewer_combined",
      owner: "town",
      top_m: 1.9 + fall_m,
      diameter_m: street.collector ? 0.5 : 0.4,
      attributes: {
        flow: "gravity",
        material: "beton",
        year_built: year_built - 4,
        condition: year_built < 1975 ? "damaged" : "sound",
      },
    };
    add({ ...combined, side: 0, offset_m: 0.3 });
    if (street.canal) add({ ...combined, side: 1, offset_m: at(1, 3.4) });
  } else {
    const foul: Omit<Main, "side" | "offset_m"> = {
      layer: "sewer_foul",
      owner: "town",
      own_side_only: street.canal,
      top_m: 2.3 + fall_m,
      diameter_m: 0.3,
      attributes: { flow: "gravity", material: "gres", year_built, condition: "sound" },
      connection: { diameter_m: 0.125, top_m: 1.55, along: 0.43, material: "PVC" },
    };
    add({ ...foul, side: 0, offset_m: 0.95 });
    // Rain from the far bank runs into the canal.
    if (street.canal) add({ ...foul, side: 1, offset_m: at(1, 3.4) });
    add({
      layer: "sewer_rain",
      owner: "town",
      side: street.canal ? 0 : 1,
      own_side_only: street.canal,
      offset_m: street.canal ? -0.1 : 0.1,
      top_m: 2 + fall_m,
      diameter_m: 0.5,
      attributes: { flow: "gravity", material: "beton", year_built, condition: "sound" },
      connection: { diameter_m: 0.125, top_m: 1.55, along: 0.62, material: "PVC" },
    });
  }
  return out;
}

/** What the register of a main's owner lacks in one street: nearly always nothing. */
export type RegisterGap = "depth" | "position" | null;

/** One old main in eight has no depth, one in sixteen no accuracy, along its whole street; chosen by a hash. */
export function register_gap(renewed: number, hash: number): RegisterGap {
  if (is_recent(renewed)) return null;
  const turn = hash % 16;
  return turn < 2 ? "depth" : turn === 2 ? "position" : null;
}

/** How well a line is known: recent ones were measured, old ones taken over from plans with a usual cover. */
export function known(
  random: Random,
  renewed: number,
  top_m: number,
  diameter_m: number,
  gap: RegisterGap = null,
): Facts {
  const recent = is_recent(renewed);
  const no_depth = !recent && gap === "depth";
  const no_position = !recent && gap === "position";
  const plan_accuracy_m = Math.round(random.between(0.1, 0.18) * 100) / 100;
  return {
    position_accuracy_m: no_position ? null : recent ? 0.1 : plan_accuracy_m,
    diameter_m,
    top_m: no_depth ? null : Math.round(top_m * 100) / 100,
    bottom_m: no_depth ? null : Math.round((top_m + diameter_m) * 1000) / 1000,
    depth_accuracy_m: no_depth ? null : recent ? 0.05 : 0.07,
    depth_source: no_depth ? "unknown" : recent ? "measured" : "network_default",
  };
}

function is_recent(renewed: number): boolean {
  return renewed >= 2005;
}
