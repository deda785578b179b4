import { compensation, IS_EXTRA } from "../shared_parameters.ts";
import type { MeasureType } from "../types.ts";

/** Planting along a facade, drawn on its axis. It counts twice in the pact: metres of hedge and m² of depaving. */
export const facade_garden: MeasureType = {
  id: "facade_garden",
  name: { nl: "Geveltuin", en: "Facade garden", fr: "Jardinet de façade" },
  geometry: "line",
  symbol: { symbol: "line", colour: "#7FA650", outline: "#4F6E2C", width_px: 4 },
  parameters: [
    {
      id: "width_m",
      name: { nl: "Breedte", en: "Width", fr: "Largeur" },
      type: "number",
      unit: "m",
      default: 0.4,
      min: 0.2,
      max: 1.5,
      source: "own_choice",
    },
    {
      id: "root_depth_m",
      name: { nl: "Worteldiepte", en: "Root depth", fr: "Profondeur des racines" },
      type: "number",
      unit: "m",
      default: 0.5,
      min: 0.2,
      max: 1,
      source: "DEP29",
    },
    compensation("https://lokaalklimaatpact.be/haag-geveltuinbeplanting.html"),
  ],
  becomes: [
    {
      layer: "hedge",
      shape: "same",
      top_m: 0,
      bottom_m: { param: "root_depth_m" },
      attributes: { kind: "facade_garden", height_class: "low" },
    },
    {
      layer: "green",
      shape: "buffer",
      radius_m: { param: "width_m", times: 0.5 },
      top_m: 0,
      bottom_m: { param: "root_depth_m" },
      attributes: { kind: "planting" },
    },
  ],
  takes: [
    { surface: "green", amount: [{ of: "length_m", times: { param: "width_m" } }] },
    { surface: "footway", amount: [{ of: "length_m", times: { param: "width_m", times: -1 } }] },
  ],
  effects: [
    { indicator: "hedge_m", unit: "m", formula: [{ of: "length_m", times: 1, when: [IS_EXTRA] }] },
    { indicator: "depaved_m2", unit: "m2", formula: [{ of: "length_m", times: { param: "width_m" } }] },
  ],
  costs: [{ item: "CST25", quantity: [{ of: "length_m", times: { param: "width_m" } }] }],
  ways_out: [{ way_out: "move", move: true }],
};
