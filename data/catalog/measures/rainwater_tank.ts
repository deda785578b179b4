import type { MeasureType } from "../types.ts";

/** A round buried tank that keeps rain for use. In the ground it is a structure: no line runs over or under it. */
export const rainwater_tank: MeasureType = {
  id: "rainwater_tank",
  name: { nl: "Regenwaterput", en: "Rainwater tank", fr: "Citerne d’eau de pluie" },
  geometry: "point",
  symbol: { symbol: "dot", colour: "#3F7CAC", outline: "#1F4763", radius_px: 7 },
  parameters: [
    {
      id: "volume_m3",
      name: { nl: "Inhoud", en: "Volume", fr: "Volume" },
      type: "number",
      unit: "m3",
      default: 10,
      min: 1,
      max: 100,
      source: "own_choice",
    },
    {
      id: "diameter_m",
      name: { nl: "Buitendiameter", en: "Outer diameter", fr: "Diamètre extérieur" },
      type: "number",
      unit: "m",
      default: 2.5,
      min: 0.8,
      max: 6,
      source: "own_choice",
    },
    {
      id: "cover_m",
      name: { nl: "Dekking", en: "Cover", fr: "Couverture" },
      type: "number",
      unit: "m",
      default: 0.5,
      min: 0,
      max: 2,
      source: "own_choice",
    },
    {
      id: "bottom_m",
      name: { nl: "Diepte van de bodem", en: "Depth of the base", fr: "Profondeur du fond" },
      type: "number",
      unit: "m",
      default: 2.9,
      min: 1,
      max: 6,
      source: "own_choice",
    },
  ],
  becomes: [
    {
      layer: "utility_other",
      shape: "buffer",
      radius_m: { param: "diameter_m", times: 0.5 },
      top_m: { param: "cover_m" },
      bottom_m: { param: "bottom_m" },
      attributes: { opens_ground: true, kind: "rainwater_tank", vertical_position: "underground" },
    },
  ],
  takes: [],
  effects: [
    {
      indicator: "rainwater_m3",
      unit: "m3",
      formula: [{ of: "point_count", times: { param: "volume_m3" } }],
    },
  ],
  costs: [{ item: "CST29", quantity: [{ of: "point_count", times: 1 }] }],
  ways_out: [{ way_out: "move", move: true }],
};
