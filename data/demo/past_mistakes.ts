import type { ImportedFeature } from "../importers/types.ts";
import type { Drafter, Facts } from "./draft.ts";
import { type Owner, TELECOM_FROM_PROPERTY_M, WATER_FROM_AXIS_M, WATER_SIDE } from "./mains.ts";
import { hash_numbers } from "./random.ts";
import { edge_id, edges_of, StreetFrame } from "./street_frame.ts";
import { half_widths, type TownPlan } from "./town.ts";

/**
 * What was once laid badly, in about one street in nine: a telecom cable led straight above the water main,
 * or a water branch that dives under the sewer. So the state today has findings that a person believes.
 */
export function* past_mistakes(drafter: Drafter, plan: TownPlan, owner: Owner): Iterable<ImportedFeature> {
  for (const edge of edges_of(plan)) {
    const turn = hash_numbers(plan.seed, 12, edge.along_row ? 1 : 0, edge.line, edge.index) % 18;
    const frame = new StreetFrame(plan, edge);
    const line = (edge.along_row ? plan.rows : plan.columns)[edge.line]!;
    const [left_m, right_m] = half_widths(line.profile).property;
    const middle_m = (frame.from_m + frame.to_m) / 2;
    if (turn === 0 && owner === "telecom")
      yield drafter.line(
        "telecom",
        `${edge_id(edge)}_above_water`,
        [
          frame.place(middle_m - 16, WATER_SIDE, right_m - TELECOM_FROM_PROPERTY_M),
          frame.place(middle_m - 14, WATER_SIDE, WATER_FROM_AXIS_M),
          frame.place(middle_m + 12, WATER_SIDE, WATER_FROM_AXIS_M),
          frame.place(middle_m + 14, WATER_SIDE, right_m - TELECOM_FROM_PROPERTY_M),
        ],
        { material: "PVC", year_built: 1997, vertical_position: "underground" },
        laid(0.55, 0.1),
      );
    if (turn === 1 && owner === "water")
      yield drafter.line(
        "water_main",
        `${edge_id(edge)}_under_sewer`,
        [
          frame.place(middle_m + 3, WATER_SIDE, WATER_FROM_AXIS_M),
          frame.place(middle_m + 4, 0, left_m - 0.9),
        ],
        { material: "gietijzer", year_built: 1961, vertical_position: "underground" },
        laid(1.35, 0.1, 3.4),
      );
  }
}

function laid(top_m: number, diameter_m: number, bottom_m = top_m + diameter_m): Facts {
  return {
    top_m,
    bottom_m,
    diameter_m,
    position_accuracy_m: 0.3,
    depth_accuracy_m: 0.2,
    depth_source: "measured",
  };
}
