import { compensation, IS_EXTRA, PAVED_NOW, surface_now } from "../shared_parameters.ts";
import type { MeasureType } from "../types.ts";

/** A hedge along the drawn line; its length counts for the pact. */
export const hedge: MeasureType = {
  id: "hedge",
  name: { nl: "Haag", en: "Hedge", fr: "Haie" },
  geometry: "line",
  symbol: { symbol: "line", colour: "#5B8C3A", outline: "#3E6327", width_px: 4 },
  parameters: [
    {
      id: "height_class",
      name: { nl: "Hoogteklasse", en: "Height class", fr: "Classe de hauteur" },
      type: "choice",
      default: "low",
      values: [
        {
          id: "low",
          name: {
            nl: "laag, ondiep wortelend",
            en: "low, shallow rooted",
            fr: "basse, racines superficielles",
          },
        },
        { id: "tall", name: { nl: "hoge struiken", en: "tall shrubs", fr: "grands arbustes" } },
      ],
      source: "own_choice",
    },
    {
      id: "root_depth_m",
      name: { nl: "Worteldiepte", en: "Root depth", fr: "Profondeur des racines" },
      type: "number",
      unit: "m",
      default: 0.5,
      min: 0.2,
      max: 1.5,
      source: "DEP29",
    },
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
    surface_now("green"),
    compensation("https://lokaalklimaatpact.be/haag-geveltuinbeplanting.html"),
  ],
  becomes: [
    {
      layer: "hedge",
      shape: "same",
      top_m: 0,
      bottom_m: { param: "root_depth_m" },
      attributes: { kind: "hedge", height_class: { param: "height_class" } },
    },
  ],
  takes: [
    { surface: "green", amount: [{ of: "length_m", times: { param: "width_m" } }] },
    {
      surface: { param: "surface_now" },
      amount: [{ of: "length_m", times: { param: "width_m", times: -1 } }],
    },
  ],
  effects: [
    { indicator: "hedge_m", unit: "m", formula: [{ of: "length_m", times: 1, when: [IS_EXTRA] }] },
    {
      indicator: "depaved_m2",
      unit: "m2",
      formula: [{ of: "length_m", times: [{ param: "width_m" }, PAVED_NOW] }],
    },
  ],
  costs: [{ item: "CST26", quantity: [{ of: "length_m", times: { param: "width_m" } }] }],
  ways_out: [
    { way_out: "other_species", set: { height_class: "low" } },
    { way_out: "move", move: true },
  ],
};
