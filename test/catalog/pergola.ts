import type { MeasureType } from "../../data/catalog/types.ts";

/** A measure type that the product does not have: what adding one takes is this file and a line in the list. */
export const pergola: MeasureType = {
  id: "pergola",
  name: { nl: "Pergola met bomen", en: "Pergola with trees", fr: "Pergola plantée" },
  geometry: "line",
  symbol: { symbol: "dot", colour: "#2F6B3C", outline: "#17361E", radius_px: 5 },
  parameters: [
    {
      id: "spacing_m",
      name: { nl: "Plantafstand", en: "Spacing", fr: "Espacement" },
      type: "number",
      unit: "m",
      default: 5,
      min: 2,
      max: 20,
      source: "own_choice",
    },
    {
      id: "width_m",
      name: { nl: "Breedte", en: "Width", fr: "Largeur" },
      type: "number",
      unit: "m",
      default: 2,
      min: 1,
      max: 5,
      source: "own_choice",
    },
  ],
  becomes: [
    {
      layer: "tree",
      shape: "points_along",
      spacing_m: { param: "spacing_m" },
      attributes: { species_class: "small" },
    },
  ],
  takes: [
    { surface: "green", amount: [{ of: "length_m", times: { param: "width_m" } }] },
    { surface: "footway", amount: [{ of: "length_m", times: { param: "width_m", times: -1 } }] },
  ],
  effects: [
    { indicator: "trees", unit: "count", formula: [{ of: "point_count", times: 1 }] },
    { indicator: "depaved_m2", unit: "m2", formula: [{ of: "length_m", times: { param: "width_m" } }] },
  ],
  costs: [{ item: "CST24", quantity: [{ of: "point_count", times: 1 }] }],
  ways_out: [{ way_out: "hedge", becomes_type: "hedge" }],
};
