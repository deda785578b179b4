import { surface_now } from "../shared_parameters.ts";
import type { MeasureType } from "../types.ts";

/** Paving taken up for soil. It becomes green, and works on the paving: rules about changing a surface speak too. */
export const depaving: MeasureType = {
  id: "depaving",
  name: { nl: "Ontharding", en: "Depaving", fr: "Désimperméabilisation" },
  geometry: "area",
  symbol: { symbol: "area", colour: "#D3E2B4", outline: "#6B8A2F" },
  parameters: [
    {
      id: "dig_depth_m",
      name: { nl: "Uitgraving", en: "Excavation", fr: "Excavation" },
      type: "number",
      unit: "m",
      default: 0.4,
      min: 0.1,
      max: 1.5,
      source: "own_choice",
    },
    surface_now("footway", ["carriageway", "footway", "cycle_path", "parking"]),
  ],
  becomes: [
    {
      layer: "green",
      shape: "same",
      top_m: 0,
      bottom_m: { param: "dig_depth_m" },
      attributes: { kind: "depaved" },
    },
    {
      layer: "paving",
      shape: "same",
      top_m: 0,
      bottom_m: { param: "dig_depth_m" },
      attributes: { permeable: true, opens_ground: true },
    },
  ],
  removes: [{ layer: { param: "surface_now" } }],
  takes: [
    { surface: "green", amount: [{ of: "area_m2", times: 1 }] },
    { surface: { param: "surface_now" }, amount: [{ of: "area_m2", times: -1 }] },
  ],
  effects: [{ indicator: "depaved_m2", unit: "m2", formula: [{ of: "area_m2", times: 1 }] }],
  costs: [{ item: "CST27", quantity: [{ of: "area_m2", times: 1 }] }],
  ways_out: [{ way_out: "move", move: true }],
};
