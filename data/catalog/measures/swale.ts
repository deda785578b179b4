import { PAVED_NOW, surface_now } from "../shared_parameters.ts";
import type { MeasureType } from "../types.ts";

/** A shallow planted hollow that stores rain and lets it soak away. */
export const swale: MeasureType = {
  id: "swale",
  name: { nl: "Wadi", en: "Swale", fr: "Noue" },
  geometry: "area",
  symbol: { symbol: "area", colour: "#A9D3D6", outline: "#2F7F88" },
  parameters: [
    {
      id: "depth_m",
      name: { nl: "Diepte", en: "Depth", fr: "Profondeur" },
      type: "number",
      unit: "m",
      default: 0.3,
      min: 0.1,
      max: 1.5,
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
      id: "fill_pct",
      name: {
        nl: "Nuttig deel van het volume, zonder de taluds",
        en: "Usable part of the volume, without the banks",
        fr: "Part utile du volume, sans les talus",
      },
      type: "number",
      unit: "pct",
      default: 70,
      min: 10,
      max: 100,
      source: "own_choice",
    },
    surface_now("green"),
  ],
  becomes: [
    {
      layer: "infiltration",
      shape: "same",
      top_m: 0,
      bottom_m: { param: "depth_m" },
      attributes: { opens_ground: true, kind: "swale", drained_area_m2: { param: "drained_area_m2" } },
    },
  ],
  removes: [{ layer: { param: "surface_now" } }],
  takes: [
    { surface: "green", amount: [{ of: "area_m2", times: 1 }] },
    { surface: { param: "surface_now" }, amount: [{ of: "area_m2", times: -1 }] },
  ],
  effects: [
    {
      indicator: "rainwater_m3",
      unit: "m3",
      formula: [{ of: "area_m2", times: [{ param: "depth_m" }, { param: "fill_pct", times: 0.01 }] }],
    },
    { indicator: "depaved_m2", unit: "m2", formula: [{ of: "area_m2", times: PAVED_NOW }] },
  ],
  costs: [
    { item: "CST08", quantity: [{ of: "area_m2", times: 1 }] },
    { item: "CST07", quantity: [{ of: "one", times: { param: "drained_area_m2" } }] },
  ],
  ways_out: [{ way_out: "move", move: true }],
};
