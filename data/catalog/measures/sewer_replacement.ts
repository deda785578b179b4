import type { Formula, MeasureType } from "../types.ts";

/** Metres of either sewer whose diameter, in metres, lies in the span that a cost item speaks for. */
const both_sewers = (span: { from?: number; below?: number }): Formula => [
  { of: "length_m", times: 1, when: [{ param: "foul_diameter_m", ...span }] },
  { of: "length_m", times: 1, when: [{ param: "rain_diameter_m", ...span }] },
];

/** A combined sewer gives way to a foul and a rain sewer, left and right of the drawn line. */
export const sewer_replacement: MeasureType = {
  id: "sewer_replacement",
  name: {
    nl: "Riolering vernieuwen, gescheiden",
    en: "Sewer replacement, separate",
    fr: "Renouvellement d’égout, séparatif",
  },
  geometry: "line",
  symbol: { symbol: "line", colour: "#BA38A8", outline: "#6B1F60", width_px: 5 },
  parameters: [
    {
      id: "foul_diameter_m",
      name: { nl: "Diameter vuilwater", en: "Foul sewer diameter", fr: "Diamètre eaux usées" },
      type: "number",
      unit: "m",
      default: 0.25,
      min: 0.16,
      max: 0.8,
      source: "DEP26",
    },
    {
      id: "foul_cover_m",
      name: { nl: "Dekking vuilwater", en: "Foul sewer cover", fr: "Couverture eaux usées" },
      type: "number",
      unit: "m",
      default: 2,
      min: 0.8,
      max: 6,
      source: "own_choice",
    },
    {
      id: "rain_diameter_m",
      name: { nl: "Diameter regenwater", en: "Rain sewer diameter", fr: "Diamètre eaux pluviales" },
      type: "number",
      unit: "m",
      default: 0.4,
      min: 0.25,
      max: 1.5,
      source: "DEP27",
    },
    {
      id: "rain_cover_m",
      name: { nl: "Dekking regenwater", en: "Rain sewer cover", fr: "Couverture eaux pluviales" },
      type: "number",
      unit: "m",
      default: 1.4,
      min: 0.6,
      max: 6,
      source: "own_choice",
    },
    {
      id: "spacing_m",
      name: { nl: "Hartafstand", en: "Distance between the axes", fr: "Entraxe" },
      type: "number",
      unit: "m",
      default: 1.2,
      min: 0.6,
      max: 4,
      source: "own_choice",
    },
  ],
  becomes: [
    {
      layer: "sewer_foul",
      shape: "offset",
      offset_m: { param: "spacing_m", times: 0.5 },
      diameter_m: { param: "foul_diameter_m" },
      top_m: { param: "foul_cover_m" },
      attributes: { opens_ground: true, flow: "gravity", condition: "sound" },
    },
    {
      layer: "sewer_rain",
      shape: "offset",
      offset_m: { param: "spacing_m", times: -0.5 },
      diameter_m: { param: "rain_diameter_m" },
      top_m: { param: "rain_cover_m" },
      attributes: { opens_ground: true, flow: "gravity", condition: "sound" },
    },
  ],
  removes: [{ layer: "sewer_combined", within_m: 3 }],
  takes: [],
  effects: [],
  costs: [
    { item: "CST01", quantity: both_sewers({ below: 0.25 }) },
    { item: "CST02", quantity: both_sewers({ from: 0.25, below: 0.35 }) },
    { item: "CST03", quantity: both_sewers({ from: 0.35, below: 0.45 }) },
    { item: "CST04", quantity: both_sewers({ from: 0.45, below: 0.6 }) },
    { item: "CST06", quantity: both_sewers({ from: 0.6 }) },
  ],
  ways_out: [
    { way_out: "move", move: true },
    { way_out: "other_side", move: true },
    { way_out: "deeper", set: { foul_cover_m: { plus: 0.2 }, rain_cover_m: { plus: 0.2 } } },
  ],
};
