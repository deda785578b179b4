import type { MeasureType } from "../types.ts";

/** A hedge that goes: the pact counts hedges net. It frees space; draw what comes instead on top. */
export const hedge_removal: MeasureType = {
  id: "hedge_removal",
  name: { nl: "Haag verwijderen", en: "Hedge removal", fr: "Suppression de haie" },
  geometry: "line",
  symbol: { symbol: "line", colour: "#A0522D", outline: "#6B3419", width_px: 3 },
  parameters: [
    {
      id: "width_m",
      name: { nl: "Breedte", en: "Width", fr: "Largeur" },
      type: "number",
      unit: "m",
      default: 0.6,
      min: 0.2,
      max: 3,
      source: "own_choice",
    },
  ],
  becomes: [],
  removes: [{ layer: "hedge", within_m: 1 }],
  takes: [{ surface: "green", amount: [{ of: "length_m", times: { param: "width_m", times: -1 } }] }],
  effects: [{ indicator: "hedge_m", unit: "m", formula: [{ of: "length_m", times: -1 }] }],
  costs: [],
};
