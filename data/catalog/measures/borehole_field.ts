import type { MeasureType } from "../types.ts";

/** Closed boreholes at equal distances along the drawn line: draw one line for each row of the field. */
export const borehole_field: MeasureType = {
  id: "borehole_field",
  name: {
    nl: "BEO-veld (rij boringen)",
    en: "Borehole field (row of boreholes)",
    fr: "Champ de sondes (rangée de forages)",
  },
  geometry: "line",
  symbol: { symbol: "dot", colour: "#7A5C3E", outline: "#4A3622", radius_px: 6 },
  parameters: [
    {
      id: "spacing_m",
      name: { nl: "Afstand tussen boringen", en: "Distance between boreholes", fr: "Distance entre forages" },
      type: "number",
      unit: "m",
      default: 6,
      min: 3,
      max: 20,
      source: "CLR085",
    },
    {
      id: "diameter_m",
      name: { nl: "Boordiameter", en: "Borehole diameter", fr: "Diamètre du forage" },
      type: "number",
      unit: "m",
      default: 0.15,
      min: 0.08,
      max: 0.4,
      source: "own_choice",
    },
    {
      id: "depth_m",
      name: { nl: "Diepte", en: "Depth", fr: "Profondeur" },
      type: "number",
      unit: "m",
      default: 100,
      min: 10,
      max: 300,
      source: "DEP30",
    },
    {
      id: "ground",
      name: { nl: "Ligging", en: "Ground", fr: "Terrain" },
      type: "choice",
      default: "public",
      values: [
        { id: "public", name: { nl: "openbaar domein", en: "public domain", fr: "domaine public" } },
        { id: "private", name: { nl: "privéterrein", en: "private ground", fr: "terrain privé" } },
      ],
      source: "own_choice",
    },
  ],
  becomes: [
    {
      layer: "ground_loop",
      shape: "points_along",
      spacing_m: { param: "spacing_m" },
      diameter_m: { param: "diameter_m" },
      top_m: 0,
      bottom_m: { param: "depth_m" },
      attributes: { kind: "borehole", depth_m: { param: "depth_m" }, ground: { param: "ground" } },
    },
  ],
  takes: [],
  effects: [],
  costs: [{ item: "CST34", quantity: [{ of: "point_count", times: { param: "depth_m" } }] }],
  ways_out: [{ way_out: "move", move: true }],
};
