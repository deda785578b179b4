import { PAVED_NOW, surface_now } from "../shared_parameters.ts";
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
    surface_now("green"),
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
  removes: [{ layer: { param: "surface_now" } }],
  takes: [
    { surface: "green", amount: [{ of: "area_m2", times: 1 }] },
    { surface: { param: "surface_now" }, amount: [{ of: "area_m2", times: -1 }] },
  ],
  effects: [
    {
      indicator: "green_plot_count",
      unit: "count",
      formula: [{ of: "one", times: 1, when: [{ of: "area_m2", from: 10 }] }],
    },
    { indicator: "depaved_m2", unit: "m2", formula: [{ of: "area_m2", times: PAVED_NOW }] },
  ],
  costs: [{ item: "CST27", quantity: [{ of: "area_m2", times: 1 }] }],
};
