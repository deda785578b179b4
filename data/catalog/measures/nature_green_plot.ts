import type { MeasureType } from "../types.ts";

/** A plot of nature-friendly green; the pact counts plots of 10 m² or more. */
export const nature_green_plot: MeasureType = {
  id: "nature_green_plot",
  name: { nl: "Natuurgroenperk", en: "Nature-green plot", fr: "Parcelle de nature" },
  geometry: "area",
  symbol: { symbol: "area", colour: "#B7D7A0", outline: "#4F7F36" },
  parameters: [
    {
      id: "root_depth_m",
      name: { nl: "Worteldiepte", en: "Root depth", fr: "Profondeur des racines" },
      type: "number",
      unit: "m",
      default: 0.5,
      min: 0.2,
      max: 2,
      source: "DEP29",
    },
  ],
  becomes: [
    {
      layer: "green",
      shape: "same",
      top_m: 0,
      bottom_m: { param: "root_depth_m" },
      attributes: { kind: "nature_plot" },
    },
  ],
  takes: [],
  effects: [],
  costs: [],
};
