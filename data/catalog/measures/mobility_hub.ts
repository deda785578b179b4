import type { MeasureType } from "../types.ts";

/** Shared mobility, bicycle parking and public transport in one place. */
export const mobility_hub: MeasureType = {
  id: "mobility_hub",
  name: { nl: "Hoppinpunt", en: "Mobility hub", fr: "Point de mobilité" },
  geometry: "area",
  symbol: { symbol: "area", colour: "#CFC3E2", outline: "#6A4C93" },
  parameters: [
    {
      id: "shared_cars",
      name: { nl: "Deelwagens", en: "Shared cars", fr: "Voitures partagées" },
      type: "number",
      unit: "count",
      default: 2,
      min: 0,
      max: 20,
      source: "own_choice",
    },
    {
      id: "shared_bikes",
      name: { nl: "Deelfietsen", en: "Shared bikes", fr: "Vélos partagés" },
      type: "number",
      unit: "count",
      default: 4,
      min: 0,
      max: 100,
      source: "own_choice",
    },
    {
      id: "bike_stands",
      name: { nl: "Fietsenstallingen", en: "Bicycle stands", fr: "Places vélos" },
      type: "number",
      unit: "count",
      default: 10,
      min: 0,
      max: 500,
      source: "own_choice",
    },
  ],
  becomes: [
    {
      layer: "mobility_hub",
      shape: "same",
      attributes: {
        shared_cars: { param: "shared_cars" },
        shared_bikes: { param: "shared_bikes" },
        bike_stands: { param: "bike_stands" },
      },
    },
  ],
  takes: [],
  effects: [],
  costs: [],
};
