import type { MeasureType } from "../types.ts";

/** A filled trench along the drawn line. */
export const infiltration_trench: MeasureType = {
  id: "infiltration_trench",
  name: { nl: "Infiltratiesleuf", en: "Infiltration trench", fr: "Tranchée d’infiltration" },
  geometry: "line",
  symbol: { symbol: "line", colour: "#2F7F88", outline: "#1B4E54", width_px: 5 },
  parameters: [
    {
      id: "width_m",
      name: { nl: "Breedte", en: "Width", fr: "Largeur" },
      type: "number",
      unit: "m",
      default: 0.8,
      min: 0.3,
      max: 3,
      source: "own_choice",
    },
    {
      id: "cover_m",
      name: { nl: "Dekking", en: "Cover", fr: "Couverture" },
      type: "number",
      unit: "m",
      default: 0.3,
      min: 0,
      max: 2,
      source: "own_choice",
    },
    {
      id: "bottom_m",
      name: { nl: "Diepte van de bodem", en: "Depth of the base", fr: "Profondeur du fond" },
      type: "number",
      unit: "m",
      default: 1.2,
      min: 0.4,
      max: 4,
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
    {
      id: "void_pct",
      name: { nl: "Holle ruimte van de vulling", en: "Voids in the fill", fr: "Vides du remplissage" },
      type: "number",
      unit: "pct",
      default: 35,
      min: 20,
      max: 97,
      source: "own_choice",
    },
  ],
  becomes: [
    {
      layer: "infiltration",
      shape: "buffer",
      radius_m: { param: "width_m", times: 0.5 },
      top_m: { param: "cover_m" },
      bottom_m: { param: "bottom_m" },
      attributes: { opens_ground: true, kind: "trench", drained_area_m2: { param: "drained_area_m2" } },
    },
  ],
  takes: [],
  effects: [
    {
      indicator: "rainwater_m3",
      unit: "m3",
      formula: [
        {
          of: "length_m",
          times: [{ param: "width_m" }, { param: "bottom_m" }, { param: "void_pct", times: 0.01 }],
        },
        {
          of: "length_m",
          times: [{ param: "width_m" }, { param: "cover_m", times: -1 }, { param: "void_pct", times: 0.01 }],
        },
      ],
      at_least: 0,
    },
  ],
  costs: [{ item: "CST07", quantity: [{ of: "one", times: { param: "drained_area_m2" } }] }],
  ways_out: [{ way_out: "move", move: true }],
};
