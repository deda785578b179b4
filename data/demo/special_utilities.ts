import type { ImportedFeature } from "../importers/types.ts";
import { box, type Drafter, type Facts } from "./draft.ts";
import { WARD_COLUMNS, WARD_ROWS } from "./places.ts";
import { edge_id, edges_of, StreetFrame } from "./street_frame.ts";
import { half_widths, type TownPlan } from "./town.ts";

const measured = (top_m: number, diameter_m: number): Facts => ({
  top_m,
  bottom_m: top_m + diameter_m,
  diameter_m,
  position_accuracy_m: 0.1,
  depth_accuracy_m: 0.1,
  depth_source: "measured",
});

/** The transport grid: a gas pipe with its reserved zone east of the town, a 150 kV cable west of it, drinking water in the south. */
export function* transport_lines(drafter: Drafter, plan: TownPlan): Iterable<ImportedFeature> {
  const first_row = plan.rows[0]!.at_m - 34;
  const last_row = plan.rows[plan.rows.length - 1]!.at_m + 34;
  const east_m = plan.columns[plan.columns.length - 1]!.at_m + 26;
  const west_m = plan.columns[0]!.at_m - half_widths(plan.columns[0]!.profile).property[0] + 0.6;
  yield drafter.line(
    "gas_high",
    "gas_transport",
    [
      [east_m, first_row],
      [east_m, last_row],
    ],
    { material: "staal", pressure_bar: 66, year_built: 1984, vertical_position: "underground" },
    measured(1.2, 0.6),
  );
  yield drafter.area(
    "protected_area",
    "gas_reserved_zone",
    box(east_m - 5, first_row, east_m + 5, last_row),
    { zone_kind: "other", owner: "Gastransport Voorbeeld (fictief)" },
  );
  yield drafter.line(
    "electricity_hv",
    "cable_150kv",
    [
      [west_m, first_row],
      [west_m, last_row],
    ],
    { voltage_kv: 150, material: "XLPE", year_built: 2009, vertical_position: "underground" },
    measured(1.3, 0.12),
  );
  const south_m = plan.rows[1]!.at_m;
  yield drafter.area(
    "protected_area",
    "drinking_water_zone",
    box(plan.columns[0]!.at_m - 34, first_row, plan.columns[2]!.at_m, south_m - 20),
    { zone_kind: "drinking_water", drinking_water_zone: "III", owner: "Waterbedrijf Voorbeeld (fictief)" },
  );
}

/** A young heat network around each market square: a first pair of pipes that runs, and the next stretch as projected. */
export function* heat_network(drafter: Drafter, plan: TownPlan): Iterable<ImportedFeature> {
  for (const edge of edges_of(plan)) {
    if (!edge.along_row || edge.line % WARD_ROWS !== 2) continue;
    const place = edge.index % WARD_COLUMNS;
    if (place < 1 || place > 4) continue;
    const running = place <= 2;
    const frame = new StreetFrame(plan, edge);
    for (const [index, offset_m] of [1.45, 1.75].entries())
      yield drafter.line(
        "heat_network",
        `${edge_id(edge)}_heat_${index}`,
        [frame.place(frame.start_m, 0, offset_m), frame.place(frame.end_m, 0, offset_m)],
        {
          temperature_c: index === 0 ? 75 : 45,
          medium: "water",
          material: "staal, voorgeïsoleerd",
          year_built: running ? 2022 : 2028,
          vertical_position: "underground",
        },
        {
          ...measured(0.9, 0.18),
          status: running ? "in_use" : "projected",
          ...(running ? {} : { position_accuracy_m: 0 }),
        },
      );
  }
}

/** Spare ducts under some carriageways, and the cabinets and valves that a delivery holds beside its lines. */
export function* ducts_and_cabinets(drafter: Drafter, plan: TownPlan): Iterable<ImportedFeature> {
  for (const edge of edges_of(plan)) {
    const frame = new StreetFrame(plan, edge);
    const line = (edge.along_row ? plan.rows : plan.columns)[edge.line]!;
    const [left_m, right_m] = half_widths(line.profile).property;
    const middle_m = (frame.from_m + frame.to_m) / 2;
    if ((edge.line + edge.index) % 4 === 0)
      yield drafter.line(
        "duct",
        `${edge_id(edge)}_duct`,
        [frame.place(middle_m, 0, left_m - 0.4), frame.place(middle_m, 1, right_m - 0.4)],
        { kind: "wachtbuis", content: "leeg", empty: true, material: "PE" },
        measured(1.1, 0.16),
      );
    if ((edge.line * 3 + edge.index) % 5 === 0)
      yield drafter.point(
        "utility_other",
        `${edge_id(edge)}_cabinet`,
        frame.place(middle_m + 4, 1, right_m - 0.3),
        { kind: "verdeelkast", vertical_position: "onGroundSurface" },
        { position_accuracy_m: 0.3 },
      );
  }
}
