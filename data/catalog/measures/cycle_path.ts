import { surface_now } from "../shared_parameters.ts";
import type { MeasureType } from "../types.ts";

/** A new or upgraded cycle path along the drawn axis. */
export const cycle_path: MeasureType = {
  id: "cycle_path",
  name: { nl: "Fietspad", en: "Cycle path", fr: "Piste cyclable" },
  geometry: "line",
  symbol: { symbol: "line", colour: "#C9795F", outline: "#8A3F28", width_px: 5 },
  parameters: [
    {
      id: "width_m",
      name: { nl: "Breedte", en: "Width", fr: "Largeur" },
      type: "number",
      unit: "m",
      default: 2.5,
      min: 1,
      max: 6,
      source: "CST11",
    },
    {
      id: "dig_depth_m",
      name: { nl: "Diepte van de koffer", en: "Depth of the road bed", fr: "Profondeur du coffre" },
      type: "number",
      unit: "m",
      default: 0.4,
      min: 0.2,
      max: 1,
      source: "own_choice",
    },
    {
      id: "paving",
      name: { nl: "Verharding", en: "Surface", fr: "Revêtement" },
      type: "choice",
      default: "asphalt",
      values: [
        { id: "asphalt", name: { nl: "asfalt", en: "asphalt", fr: "asphalte" } },
        { id: "tiles", name: { nl: "tegels", en: "tiles", fr: "dalles" } },
      ],
      source: "CST11",
    },
    surface_now("carriageway"),
  ],
  becomes: [
    {
      layer: "cycle_path",
      shape: "buffer",
      radius_m: { param: "width_m", times: 0.5 },
      top_m: 0,
      bottom_m: { param: "dig_depth_m" },
      attributes: { opens_ground: true },
    },
  ],
  takes: [
    { surface: "cycle_path", amount: [{ of: "length_m", times: { param: "width_m" } }] },
    {
      surface: { param: "surface_now" },
      amount: [{ of: "length_m", times: { param: "width_m", times: -1 } }],
    },
  ],
  effects: [{ indicator: "cycle_path_m", unit: "m", formula: [{ of: "length_m", times: 1 }] }],
  costs: [
    {
      item: "CST11",
      quantity: [
        { of: "length_m", times: { param: "width_m" }, when: [{ param: "paving", is: ["asphalt"] }] },
      ],
    },
    {
      item: "CST10",
      quantity: [{ of: "length_m", times: { param: "width_m" }, when: [{ param: "paving", is: ["tiles"] }] }],
    },
  ],
  ways_out: [{ way_out: "move", move: true }],
};
