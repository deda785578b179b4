import type { ImportedFeature } from "../importers/types.ts";
import type { Drafter, Place } from "./draft.ts";
import { known, type MainStreet, mains_of, type Owner, register_gap } from "./mains.ts";
import type { House } from "./plots.ts";
import type { StreetSide } from "./profile.ts";
import { hash_numbers, hash_text, Random } from "./random.ts";
import { edge_id, StreetFrame } from "./street_frame.ts";
import { type Edge, half_widths, type TownLine, type TownPlan } from "./town.ts";

/** A stretch of the generated town as the table of mains sees it. */
function main_street({ profile }: TownLine, edge: Edge): MainStreet {
  return {
    property_m: half_widths(profile).property,
    renewed: edge.renewed,
    trees: [has_trees(profile.sides[0]), has_trees(profile.sides[1])],
    canal: profile.sides[1].water,
    medium_voltage: edge.line % 2 === 0,
    medium_pressure: profile.kind === "main" || profile.kind === "collector",
    collector: edge.along_row,
    // Sewers fall along rows and columns from one high point to the next: a catchment is six blocks long.
    fall_m: 0.2 * (edge.index % 6) + 0.05 * (edge.line % 4),
  };
}

function has_trees(side: StreetSide): boolean {
  return side.strips.some((strip) => strip.use === "lane" || strip.use === "verge");
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
  for (const [index, main] of mains_of(main_street(line, edge)).entries()) {
    if (main.owner !== owner) continue;
    const random = new Random(
      hash_numbers(plan.seed, 7, edge.along_row ? 1 : 0, edge.line, edge.index, index),
    );
    // A main goes on to the main of the same kind in the crossing street, so that networks connect.
    const reach = (at: number): number => {
      const other = crossing[at]!;
      const alike = mains_of(main_street(other, { ...edge, along_row: !edge.along_row, line: at })).filter(
        (candidate) => candidate.layer === main.layer,
      );
      const same = alike.find((candidate) => candidate.side === main.side) ?? alike[0];
      return station_beside(edge, other, same?.side ?? main.side, same?.offset_m ?? 0);
    };
    const name = `${id}_${main.layer}_${main.side}`;
    const gap = register_gap(
      edge.renewed,
      hash_numbers(plan.seed, 9, edge.street_number, hash_text(main.layer)),
    );
    const facts = known(random, edge.renewed, main.top_m, main.diameter_m, gap);
    const attributes = { ...main.attributes, vertical_position: "underground" };
    const from_m = reach(edge.index);
    const to_m = reach(edge.index + 1);
    yield drafter.line(
      main.layer,
      name,
      [frame.place(from_m, main.side, main.offset_m), frame.place(to_m, main.side, main.offset_m)],
      attributes,
      facts,
    );
    const { connection } = main;
    if (!connection) continue;
    for (const house of houses) {
      if (house.edge !== edge || (main.own_side_only && house.side !== main.side)) continue;
      // A corner house may reach past the end of its street's main.
      const along_m = house.station_m + house.width_m * connection.along;
      const station_m = Math.min(Math.max(along_m, from_m + 0.2), to_m - 0.2);
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
        known(
          random,
          Math.max(edge.renewed, house.year_built),
          house.side === main.side ? connection.top_m : (connection.far_top_m ?? connection.top_m),
          connection.diameter_m,
          gap,
        ),
      );
    }
  }
}

/** The station along an edge of a place beside a crossing line: along a row its left side comes first, along a column last. */
function station_beside(edge: Edge, crossing: TownLine, side: number, offset_m: number): number {
  const first = edge.along_row ? side === 0 : side === 1;
  return crossing.at_m + (first ? -offset_m : offset_m);
}
