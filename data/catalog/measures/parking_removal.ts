import type { MeasureType } from "../types.ts";

/** Bays that go. It frees space and becomes nothing itself: draw what comes instead on top. */
export const parking_removal: MeasureType = {
  id: "parking_removal",
  name: { nl: "Parkeerplaatsen schrappen", en: "Parking removal", fr: "Suppression de stationnement" },
  geometry: "area",
  symbol: { symbol: "hatch", colour: "#6F7F92", outline: "#4A5766" },
  parameters: [
    {
      id: "bays",
      name: { nl: "Aantal geschrapte plaatsen", en: "Bays removed", fr: "Places supprimées" },
      type: "number",
      unit: "count",
      default: 2,
      min: 1,
      max: 500,
      source: "own_choice",
    },
  ],
  becomes: [],
  removes: [{ layer: "parking" }],
  takes: [{ surface: "parking", amount: [{ of: "area_m2", times: -1 }] }],
  effects: [
    {
      indicator: "parking_space",
      unit: "count",
      formula: [{ of: "one", times: { param: "bays", times: -1 } }],
    },
  ],
  costs: [],
};
