import { surface_now } from "../shared_parameters.ts";
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
    {
      id: "bays",
      name: {
        nl: "Gewone plaatsen die verdwijnen",
        en: "Ordinary bays that go",
        fr: "Places ordinaires supprimées",
      },
      type: "number",
      unit: "count",
      default: 2,
      min: 0,
      max: 50,
      source: "own_choice",
    },
    surface_now("parking"),
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
  takes: [
    { surface: "footway", amount: [{ of: "area_m2", times: 1 }] },
    { surface: { param: "surface_now" }, amount: [{ of: "area_m2", times: -1 }] },
  ],
  effects: [
    { indicator: "sharing_point_count", unit: "count", formula: [{ of: "one", times: 1 }] },
    {
      indicator: "sharing_car_count",
      unit: "count",
      formula: [{ of: "one", times: { param: "shared_cars" } }],
    },
    {
      indicator: "parking_space",
      unit: "count",
      formula: [{ of: "one", times: { param: "bays", times: -1 } }],
    },
  ],
  costs: [],
};
