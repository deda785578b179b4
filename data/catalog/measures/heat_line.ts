import type { MeasureType } from "../types.ts";

/** Flow and return pipe left and right of the drawn line. */
export const heat_line: MeasureType = {
  id: "heat_line",
  name: { nl: "Warmteleiding", en: "Heat line", fr: "Conduite de chaleur" },
  geometry: "line",
  symbol: { symbol: "line", colour: "#008080", outline: "#004747", width_px: 5 },
  parameters: [
    {
      id: "diameter_m",
      name: {
        nl: "Buitendiameter per buis",
        en: "Outer diameter of each pipe",
        fr: "Diamètre extérieur par tube",
      },
      type: "number",
      unit: "m",
      default: 0.111,
      min: 0.06,
      max: 1,
      source: "DEP15",
    },
    {
      id: "cover_m",
      name: { nl: "Dekking", en: "Cover", fr: "Couverture" },
      type: "number",
      unit: "m",
      default: 0.8,
      min: 0.4,
      max: 2.6,
      source: "DEP25",
    },
    {
      id: "spacing_m",
      name: { nl: "Hartafstand van de buizen", en: "Distance between the axes", fr: "Entraxe des tubes" },
      type: "number",
      unit: "m",
      default: 0.3,
      min: 0.12,
      max: 1.6,
      source: "own_choice",
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
      shape: "offset",
      offset_m: { param: "spacing_m", times: 0.5 },
      diameter_m: { param: "diameter_m" },
      top_m: { param: "cover_m" },
      attributes: { opens_ground: true, temperature_c: { param: "temperature_c" }, medium: "water" },
    },
    {
      layer: "heat_network",
      shape: "offset",
      offset_m: { param: "spacing_m", times: -0.5 },
      diameter_m: { param: "diameter_m" },
      top_m: { param: "cover_m" },
      attributes: { opens_ground: true, temperature_c: { param: "temperature_c" }, medium: "water" },
    },
  ],
  takes: [],
  effects: [],
  costs: [
    {
      item: "CST12",
      quantity: [
        {
          of: "length_m",
          times: 1,
          when: [
            { param: "temperature_c", from: 30 },
            { param: "diameter_m", below: 0.315 },
          ],
        },
      ],
    },
    {
      item: "CST16",
      quantity: [
        {
          of: "length_m",
          times: 1,
          when: [
            { param: "temperature_c", from: 30 },
            { param: "diameter_m", from: 0.315 },
          ],
        },
      ],
    },
    {
      item: "CST15",
      quantity: [{ of: "length_m", times: 1, when: [{ param: "temperature_c", below: 30 }] }],
    },
  ],
  ways_out: [
    { way_out: "move", move: true },
    { way_out: "other_side", move: true },
    { way_out: "deeper", set: { cover_m: { plus: 0.2 } } },
  ],
};
