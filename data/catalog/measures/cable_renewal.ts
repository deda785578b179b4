import type { MeasureType } from "../types.ts";

/** A new low-voltage cable along the drawn line. */
export const cable_renewal: MeasureType = {
  id: "cable_renewal",
  name: {
    nl: "Laagspanningskabel vernieuwen",
    en: "Low-voltage cable renewal",
    fr: "Renouvellement d’un câble basse tension",
  },
  geometry: "line",
  symbol: { symbol: "line", colour: "#960000", outline: "#4B0000", width_px: 4 },
  parameters: [
    {
      id: "diameter_m",
      name: { nl: "Buitendiameter", en: "Outer diameter", fr: "Diamètre extérieur" },
      type: "number",
      unit: "m",
      default: 0.04,
      min: 0.02,
      max: 0.2,
      source: "own_choice",
    },
    {
      id: "cover_m",
      name: { nl: "Dekking", en: "Cover", fr: "Couverture" },
      type: "number",
      unit: "m",
      default: 0.6,
      min: 0.3,
      max: 2,
      source: "DEP01",
    },
    {
      id: "voltage_kv",
      name: { nl: "Spanning", en: "Voltage", fr: "Tension" },
      type: "number",
      unit: "kv",
      default: 0.4,
      min: 0.23,
      max: 1,
      source: "own_choice",
    },
  ],
  becomes: [
    {
      layer: "electricity_lv",
      shape: "same",
      diameter_m: { param: "diameter_m" },
      top_m: { param: "cover_m" },
      attributes: {
        opens_ground: true,
        voltage_kv: { param: "voltage_kv" },
        vertical_position: "underground",
      },
    },
  ],
  removes: [{ layer: "electricity_lv", within_m: 1 }],
  takes: [],
  effects: [],
  costs: [],
  ways_out: [
    { way_out: "move", move: true },
    { way_out: "other_side", move: true },
    { way_out: "deeper", set: { cover_m: { plus: 0.2 } } },
  ],
};
