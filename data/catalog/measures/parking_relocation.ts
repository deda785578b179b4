import { surface_now } from "../shared_parameters.ts";
import type { MeasureType } from "../types.ts";

/** New bays where they are drawn, for bays that go elsewhere: one measure, so that the balance stays together. */
export const parking_relocation: MeasureType = {
  id: "parking_relocation",
  name: { nl: "Parkeerplaatsen verplaatsen", en: "Parking relocation", fr: "Déplacement de stationnement" },
  geometry: "area",
  symbol: { symbol: "area", colour: "#DEE3E8", outline: "#4A5766" },
  parameters: [
    {
      id: "bays",
      name: { nl: "Nieuwe plaatsen hier", en: "New bays here", fr: "Nouvelles places ici" },
      type: "number",
      unit: "count",
      default: 2,
      min: 1,
      max: 500,
      source: "own_choice",
    },
    {
      id: "bays_removed",
      name: {
        nl: "Plaatsen die elders verdwijnen",
        en: "Bays that go elsewhere",
        fr: "Places supprimées ailleurs",
      },
      type: "number",
      unit: "count",
      default: 2,
      min: 0,
      max: 500,
      source: "own_choice",
    },
    {
      id: "bay_area_m2",
      name: {
        nl: "Oppervlakte van een plaats elders",
        en: "Area of a bay elsewhere",
        fr: "Superficie d’une place ailleurs",
      },
      type: "number",
      unit: "m2",
      default: 12.5,
      min: 8,
      max: 20,
      source: "own_choice",
    },
    {
      id: "permeable",
      name: { nl: "Waterdoorlatend", en: "Permeable", fr: "Perméable" },
      type: "boolean",
      default: true,
      source: "CLR115",
    },
    {
      id: "dig_depth_m",
      name: { nl: "Diepte van de koffer", en: "Depth of the road bed", fr: "Profondeur du coffre" },
      type: "number",
      unit: "m",
      default: 0.4,
      min: 0.1,
      max: 1,
      source: "own_choice",
    },
    surface_now("carriageway", ["carriageway", "footway", "cycle_path", "green"]),
  ],
  becomes: [
    { layer: "parking", shape: "same", attributes: { bays: { param: "bays" } } },
    {
      layer: "paving",
      shape: "same",
      top_m: 0,
      bottom_m: { param: "dig_depth_m" },
      attributes: { permeable: { param: "permeable" }, opens_ground: true },
    },
  ],
  takes: [
    {
      surface: "parking",
      amount: [
        { of: "area_m2", times: 1 },
        { of: "one", times: [{ param: "bays_removed" }, { param: "bay_area_m2", times: -1 }] },
      ],
    },
    { surface: { param: "surface_now" }, amount: [{ of: "area_m2", times: -1 }] },
  ],
  effects: [
    {
      indicator: "parking_space",
      unit: "count",
      formula: [
        { of: "one", times: { param: "bays" } },
        { of: "one", times: { param: "bays_removed", times: -1 } },
      ],
    },
  ],
  costs: [{ item: "CST35", quantity: [{ of: "area_m2", times: 1 }] }],
  ways_out: [{ way_out: "move", move: true }],
};
