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
  takes: [],
  effects: [],
  costs: [],
};
