import type { MeasureType } from "../types.ts";

/** Flow and return in one jacket, from the street to a building. */
export const heat_connection: MeasureType = {
  id: "heat_connection",
  name: { nl: "Warmteaansluiting", en: "Heat connection", fr: "Raccordement à la chaleur" },
  geometry: "line",
  symbol: { symbol: "line", colour: "#2FA0A0", outline: "#0B5C5C", width_px: 3 },
  parameters: [
    {
      id: "diameter_m",
      name: { nl: "Buitendiameter", en: "Outer diameter", fr: "Diamètre extérieur" },
      type: "number",
      unit: "m",
      default: 0.09,
      min: 0.05,
      max: 0.3,
      source: "DEP13",
    },
    {
      id: "cover_m",
      name: { nl: "Dekking", en: "Cover", fr: "Couverture" },
      type: "number",
      unit: "m",
      default: 0.6,
      min: 0.4,
      max: 2,
      source: "DEP14",
    },
    {
      id: "temperature_c",
      name: { nl: "Aanvoertemperatuur", en: "Flow temperature", fr: "Température de départ" },
      type: "number",
      unit: "celsius",
      default: 70,
      min: 10,
      max: 130,
      source: "DEP13",
    },
  ],
  becomes: [
    {
      layer: "heat_network",
      shape: "same",
      diameter_m: { param: "diameter_m" },
      top_m: { param: "cover_m" },
      attributes: {
        opens_ground: true,
        temperature_c: { param: "temperature_c" },
        medium: "water",
        connection: true,
      },
    },
  ],
  takes: [],
  effects: [{ indicator: "heat_connection_count", unit: "count", formula: [{ of: "one", times: 1 }] }],
  costs: [{ item: "CST18", quantity: [{ of: "one", times: 1 }] }],
  ways_out: [
    { way_out: "move", move: true },
    { way_out: "other_side", move: true },
    { way_out: "deeper", set: { cover_m: { plus: 0.2 } } },
  ],
};
