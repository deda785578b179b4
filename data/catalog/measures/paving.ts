import type { MeasureType } from "../types.ts";

/** Green that is paved over. It is subtracted from what is depaved. */
export const paving: MeasureType = {
  id: "paving",
  name: { nl: "Verharden", en: "New paving", fr: "Nouveau revêtement" },
  geometry: "area",
  symbol: { symbol: "hatch", colour: "#8C8479", outline: "#59534B" },
  parameters: [
    {
      id: "dig_depth_m",
      name: { nl: "Diepte van de koffer", en: "Depth of the bed", fr: "Profondeur du coffre" },
      type: "number",
      unit: "m",
      default: 0.4,
      min: 0.1,
      max: 1.5,
      source: "own_choice",
    },
    {
      id: "surface_next",
      name: { nl: "Wat er komt", en: "What comes", fr: "Ce qui vient" },
      type: "choice",
      default: "footway",
      values: [
        { id: "footway", name: { nl: "voetpad", en: "footway", fr: "trottoir" } },
        { id: "carriageway", name: { nl: "rijbaan", en: "carriageway", fr: "chaussée" } },
        { id: "cycle_path", name: { nl: "fietspad", en: "cycle path", fr: "piste cyclable" } },
        { id: "parking", name: { nl: "parkeerstrook", en: "parking", fr: "stationnement" } },
      ],
      source: "own_choice",
    },
  ],
  becomes: [
    {
      layer: "paving",
      shape: "same",
      top_m: 0,
      bottom_m: { param: "dig_depth_m" },
      attributes: { permeable: false, opens_ground: true },
    },
  ],
  removes: [{ layer: "green" }],
  takes: [
    { surface: { param: "surface_next" }, amount: [{ of: "area_m2", times: 1 }] },
    { surface: "green", amount: [{ of: "area_m2", times: -1 }] },
  ],
  effects: [{ indicator: "depaved_m2", unit: "m2", formula: [{ of: "area_m2", times: -1 }] }],
  costs: [],
};
