import { depths } from "../catalog/depths.ts";
import type { ImportedFeature } from "../importers/types.ts";
import type { Drafter, Facts, Place } from "./draft.ts";
import type { House } from "./plots.ts";
import { hash_numbers, Random } from "./random.ts";
import { edge_id, StreetFrame } from "./street_frame.ts";
import { type Edge, half_widths, type TownLine, type TownPlan } from "./town.ts";

export type Owner = "grid" | "water" | "telecom" | "town";

/** A pipe or cable that runs along a street. */
interface Main {
  readonly layer: string;
  readonly owner: Owner;
  readonly side: number;
  /** From the middle of the street; negative offsets lie on the other side. */
  readonly offset_m: number;
  readonly top_m: number;
  readonly diameter_m: number;
  readonly attributes: ImportedFeature["attributes"];
  /** Diameter and cover of its house connections; none where left out. */
  readonly connection?: {
    readonly diameter_m: number;
    readonly top_m: number;
    readonly along: number;
    readonly material: string;
  };
}

/** The usual cover of a depths row, so that generated depths stay those of the sources. */
function cover_m(id: string): number {
  const row = depths.find((depth) => depth.id === id);
  const value = row?.cover_typical_m ?? row?.cover_min_m;
  if (value === null || value === undefined)
    throw new Error(`expected a cover in depths row ${id}, got none`);
  return value;
}

/**
 * The mains of a street from its property lines inwards: cables and gas in the footways, water across
 * the road from gas, sewers in the middle; combined where the street was not renewed since 1995.
 */
export function mains_of(line: TownLine, edge: Edge): Main[] {
  const { profile } = line;
  const [left_m, right_m] = half_widths(profile).property;
  const old = edge.renewed < 1995;
  const year_built = edge.renewed;
  const at = (side: number, from_property_m: number): number =>
    (side === 0 ? left_m : right_m) - from_property_m;
  const out: Main[] = [];
  const add = (main: Main): void => void out.push(main);
  for (const side of [0, 1]) {
    add({
      layer: "telecom",
      owner: "telecom",
      side,
      offset_m: at(side, 0.3),
      top_m: cover_m("DEP11"),
      diameter_m: 0.05,
      attributes: { material: "PE", year_built: year_built + 3 },
      connection: { diameter_m: 0.02, top_m: 0.5, along: 0.85, material: "PE" },
    });
    add({
      layer: "electricity_lv",
      owner: "grid",
      side,
      offset_m: at(side, 0.6),
      top_m: cover_m("DEP01"),
      diameter_m: 0.045,
      attributes: { voltage_kv: 0.4, material: old ? "papier-lood" : "XLPE", year_built },
      connection: { diameter_m: 0.03, top_m: 0.6, along: 0.6, material: "XLPE" },
    });
  }
  add({
    layer: "gas_low",
    owner: "grid",
    side: 0,
    offset_m: at(0, 1.3),
    top_m: cover_m("DEP05"),
    diameter_m: 0.11,
    attributes: { material: old ? "staal" : "PE", pressure_bar: 0.1, year_built },
    connection: { diameter_m: 0.032, top_m: 0.85, along: 0.1, material: "PE" },
  });
  add({
    layer: "water_main",
    owner: "water",
    side: 1,
    offset_m: at(1, 1.4),
    top_m: cover_m("DEP09"),
    diameter_m: old ? 0.1 : 0.16,
    attributes: { material: old ? "vezelcement" : "PVC", year_built },
    connection: { diameter_m: 0.032, top_m: 1.2, along: 0.25, material: "PE" },
  });
  add({
    layer: "public_lighting",
    owner: "town",
    side: 0,
    offset_m: at(0, 0.85),
    top_m: 0.6,
    diameter_m: 0.03,
    attributes: { voltage_kv: 0.23, led: !old, year_built },
  });
  if (edge.line % 2 === 0)
    add({
      layer: "electricity_mv",
      owner: "grid",
      side: 1,
      offset_m: at(1, 0.9),
      top_m: cover_m("DEP02"),
      diameter_m: 0.07,
      attributes: { voltage_kv: 15, year_built },
    });
  if (profile.kind === "main" || profile.kind === "collector")
    add({
      layer: "gas_medium",
      owner: "grid",
      side: 1,
      offset_m: at(1, 2),
      top_m: cover_m("DEP03"),
      diameter_m: 0.16,
      attributes: { material: "staal", pressure_bar: 4, year_built },
    });
  // The sewer falls towards the quay: depth follows the gradient along the rows and columns.
  const fall_m = 0.004 * (edge.index * 90) + 0.05 * (edge.line % 4);
  if (old)
    add({
      layer: "sewer_combined",
      owner: "town",
      side: 0,
      offset_m: -0.2,
      top_m: 1.7 + fall_m,
      diameter_m: edge.along_row ? 0.5 : 0.4,
      attributes: {
        flow: "gravity",
        material: "beton",
        year_built: year_built - 4,
        condition: year_built < 1975 ? "damaged" : "sound",
      },
      connection: { diameter_m: 0.15, top_m: 1.45, along: 0.45, material: "gres" },
    });
  else {
    add({
      layer: "sewer_foul",
      owner: "town",
      side: 0,
      offset_m: 0.9,
      top_m: 2.3 + fall_m,
      diameter_m: 0.3,
      attributes: { flow: "gravity", material: "gres", year_built, condition: "sound" },
      connection: { diameter_m: 0.125, top_m: 1.45, along: 0.45, material: "PVC" },
    });
    add({
      layer: "sewer_rain",
      owner: "town",
      side: 1,
      offset_m: 0.8,
      top_m: 1.85 + fall_m,
      diameter_m: 0.5,
      attributes: { flow: "gravity", material: "beton", year_built, condition: "sound" },
      connection: { diameter_m: 0.125, top_m: 1.4, along: 0.52, material: "PVC" },
    });
  }
  return out;
}

/** How well a line is known: recent ones are measured, of the old ones one in ten has no accuracy and one in five no depth. */
function known(random: Random, renewed: number, top_m: number, diameter_m: number): Facts {
  const recent = renewed >= 2005;
  const no_depth = !recent && random.chance(0.2);
  return {
    position_accuracy_m: recent
      ? 0.1
      : random.chance(0.1)
        ? null
        : Math.round(random.between(0.1, 0.25) * 100) / 100,
    diameter_m,
    top_m: no_depth ? null : Math.round(top_m * 100) / 100,
    bottom_m: no_depth ? null : Math.round((top_m + diameter_m) * 100) / 100,
    depth_accuracy_m: no_depth ? null : recent ? 0.05 : 0.1,
    depth_source: no_depth ? "unknown" : recent ? "measured" : "network_default",
  };
}

/** The lines of one owner under one edge: its mains and the connections of its houses. */
export function* edge_utilities(
  drafter: Drafter,
  plan: TownPlan,
  edge: Edge,
  houses: readonly House[],
  owner: Owner,
): Iterable<ImportedFeature> {
  const frame = new StreetFrame(plan, edge);
  const line = (edge.along_row ? plan.rows : plan.columns)[edge.line]!;
  const crossing = edge.along_row ? plan.columns : plan.rows;
  const id = edge_id(edge);
  for (const [index, main] of mains_of(line, edge).entries()) {
    if (main.owner !== owner) continue;
    const random = new Random(
      hash_numbers(plan.seed, 7, edge.along_row ? 1 : 0, edge.line, edge.index, index),
    );
    // A main goes on to the main of the same kind in the crossing street, so that networks connect.
    const reach = (at: number): number => {
      const other = crossing[at]!;
      const same = mains_of(other, { ...edge, along_row: !edge.along_row, line: at }).find(
        (candidate) => candidate.layer === main.layer && candidate.side === main.side,
      );
      return station_beside(edge, other, same?.side ?? main.side, same?.offset_m ?? 0);
    };
    const name = `${id}_${main.layer}_${main.side}`;
    const facts = known(random, edge.renewed, main.top_m, main.diameter_m);
    const attributes = { ...main.attributes, vertical_position: "underground" };
    yield drafter.line(
      main.layer,
      name,
      [
        frame.place(reach(edge.index), main.side, main.offset_m),
        frame.place(reach(edge.index + 1), main.side, main.offset_m),
      ],
      attributes,
      facts,
    );
    const { connection } = main;
    if (!connection) continue;
    for (const house of houses) {
      const two_sided = ["telecom", "electricity_lv"].includes(main.layer);
      if (house.edge !== edge || (two_sided && house.side !== main.side)) continue;
      const station_m = house.station_m + house.width_m * connection.along;
      const property_m = half_widths(line.profile).property[house.side as 0 | 1];
      const facade: Place = frame.place(station_m, house.side, property_m + house.front_garden_m);
      const start: Place = frame.place(station_m, main.side, main.offset_m);
      yield drafter.line(
        main.layer,
        `${name}_${house.id}`,
        [start, facade],
        {
          material: connection.material,
          year_built: Math.max(edge.renewed, house.year_built),
          connection: true,
          vertical_position: "underground",
        },
        known(random, Math.max(edge.renewed, house.year_built), connection.top_m, connection.diameter_m),
      );
    }
  }
}

/** The station along an edge of a place beside a crossing line: along a row its left side comes first, along a column last. */
function station_beside(edge: Edge, crossing: TownLine, side: number, offset_m: number): number {
  const first = edge.along_row ? side === 0 : side === 1;
  return crossing.at_m + (first ? -offset_m : offset_m);
}
