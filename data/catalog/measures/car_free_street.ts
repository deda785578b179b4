import type { MeasureType } from "../types.ts";

/** Carriageway given to people on foot. It digs nothing: draw depaving or green on top. */
export const car_free_street: MeasureType = {
  id: "car_free_street",
  name: { nl: "Autovrije straat", en: "Car-free street", fr: "Rue sans voitures" },
  geometry: "area",
  symbol: { symbol: "hatch", colour: "#8A5A8F", outline: "#5A3560" },
  parameters: [
    {
      id: "bays",
      name: { nl: "Parkeerplaatsen die verdwijnen", en: "Parking spaces that go", fr: "Places supprimées" },
      type: "number",
      unit: "count",
      default: 0,
      min: 0,
      max: 500,
      source: "own_choice",
    },
  ],
  becomes: [],
  removes: [{ layer: "carriageway" }],
  takes: [
    { surface: "footway", amount: [{ of: "area_m2", times: 1 }] },
    { surface: "carriageway", amount: [{ of: "area_m2", times: -1 }] },
  ],
  effects: [
    {
      indicator: "parking_space",
      unit: "count",
      formula: [{ of: "one", times: { param: "bays", times: -1 } }],
    },
  ],
  costs: [],
};
