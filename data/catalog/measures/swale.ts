import type { MeasureType } from "../types.ts";

/** A shallow planted hollow that stores rain and lets it soak away. */
export const swale: MeasureType = {
  id: "swale",
  name: { nl: "Wadi", en: "Swale", fr: "Noue" },
  geometry: "area",
  symbol: { symbol: "area", colour: "#A9D3D6", outline: "#2F7F88" },
  parameters: [
    {
      id: "depth_m",
      name: { nl: "Diepte", en: "Depth", fr: "Profondeur" },
      type: "number",
      unit: "m",
      default: 0.3,
      min: 0.1,
      max: 1.5,
      source: "own_choice",
    },
    {
      id: "drained_area_m2",
      name: { nl: "Aangesloten verharding", en: "Drained paved area", fr: "Surface raccordée" },
      type: "number",
      unit: "m2",
      default: 0,
      min: 0,
      max: 20000,
      source: "own_choice",
    },
  ],
  becomes: [
    {
      layer: "infiltration",
      shape: "same",
      top_m: 0,
      bottom_m: { param: "depth_m" },
      attributes: { opens_ground: true, kind: "swale", drained_area_m2: { param: "drained_area_m2" } },
    },
  ],
  takes: [],
  effects: [],
  costs: [],
};
