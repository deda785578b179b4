import { felled_crown } from "../shared_parameters.ts";
import type { MeasureType } from "../types.ts";

/** Trees that go: the pact counts extra trees, so they are subtracted. */
export const tree_removal: MeasureType = {
  id: "tree_removal",
  name: { nl: "Boom vellen", en: "Tree removal", fr: "Abattage d’arbre" },
  geometry: "point",
  symbol: { symbol: "dot", colour: "#A0522D", outline: "#6B3419", radius_px: 5 },
  parameters: [
    {
      id: "crown_diameter_m",
      name: { nl: "Kroondiameter nu", en: "Crown diameter now", fr: "Diamètre actuel de la couronne" },
      type: "number",
      unit: "m",
      default: 6,
      min: 0,
      max: 30,
      source: "own_choice",
    },
  ],
  becomes: [],
  removes: [{ layer: "tree", within_m: 2 }],
  takes: [],
  effects: [{ indicator: "trees", unit: "count", formula: [{ of: "point_count", times: -1 }] }, felled_crown],
  costs: [],
};
