import type { Formula, MeasureType } from "../types.ts";

/** What the crates hold: area × (base − cover) × voids. */
const STORED_M3: Formula = [
  { of: "area_m2", times: [{ param: "bottom_m" }, { param: "void_pct", times: 0.01 }] },
  {
    of: "area_m2",
    times: [
      { param: "cover_m", times: -1 },
      { param: "void_pct", times: 0.01 },
    ],
  },
];

/** Closed storage under the surface that gives its water off slowly; what soaks away is an infiltration trench or swale. */
export const underground_buffer: MeasureType = {
  id: "underground_buffer",
  name: { nl: "Ondergrondse buffer", en: "Underground buffer", fr: "Bassin enterré" },
  geometry: "area",
  symbol: { symbol: "hatch", colour: "#3F7CAC", outline: "#1F4763" },
  parameters: [
    {
      id: "cover_m",
      name: { nl: "Dekking", en: "Cover", fr: "Couverture" },
      type: "number",
      unit: "m",
      default: 0.8,
      min: 0.2,
      max: 3,
      source: "own_choice",
    },
    {
      id: "bottom_m",
      name: { nl: "Diepte van de bodem", en: "Depth of the base", fr: "Profondeur du fond" },
      type: "number",
      unit: "m",
      default: 1.8,
      min: 0.5,
      max: 6,
      source: "own_choice",
    },
    {
      id: "void_pct",
      name: { nl: "Nuttige ruimte", en: "Usable space", fr: "Vide utile" },
      type: "number",
      unit: "pct",
      default: 95,
      min: 50,
      max: 100,
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
      layer: "utility_other",
      shape: "same",
      top_m: { param: "cover_m" },
      bottom_m: { param: "bottom_m" },
      attributes: { opens_ground: true, kind: "rainwater_buffer", vertical_position: "underground" },
    },
  ],
  takes: [],
  effects: [{ indicator: "rainwater_m3", unit: "m3", formula: STORED_M3, at_least: 0 }],
  costs: [
    { item: "CST28", quantity: STORED_M3 },
    { item: "CST07", quantity: [{ of: "one", times: { param: "drained_area_m2" } }] },
  ],
  ways_out: [{ way_out: "move", move: true }],
};
