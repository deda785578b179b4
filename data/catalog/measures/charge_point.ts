import type { MeasureType } from "../types.ts";

/** A post with charge points; a post with two sockets counts as two points. */
export const charge_point: MeasureType = {
  id: "charge_point",
  name: { nl: "Laadpaal", en: "Charge point", fr: "Borne de recharge" },
  geometry: "point",
  symbol: { symbol: "dot", colour: "#1F6F5C", outline: "#0F4437", radius_px: 7 },
  parameters: [
    {
      id: "points",
      name: { nl: "Aantal laadpunten", en: "Charge points", fr: "Points de recharge" },
      type: "number",
      unit: "count",
      default: 2,
      min: 1,
      max: 8,
      source: "own_choice",
    },
    {
      id: "power_kw",
      name: { nl: "Vermogen per punt", en: "Power of each point", fr: "Puissance par point" },
      type: "number",
      unit: "kw",
      default: 11,
      min: 3.7,
      max: 350,
      source: "own_choice",
    },
    {
      id: "bays",
      name: { nl: "Voorbehouden plaatsen", en: "Reserved bays", fr: "Places réservées" },
      type: "number",
      unit: "count",
      default: 2,
      min: 1,
      max: 8,
      source: "CLR117",
    },
    {
      id: "foundation_m",
      name: { nl: "Diepte van de sokkel", en: "Depth of the base", fr: "Profondeur du socle" },
      type: "number",
      unit: "m",
      default: 0.6,
      min: 0.2,
      max: 1.5,
      source: "own_choice",
    },
  ],
  becomes: [
    {
      layer: "charge_point",
      shape: "same",
      top_m: 0,
      bottom_m: { param: "foundation_m" },
      attributes: { points: { param: "points" }, power_kw: { param: "power_kw" } },
    },
  ],
  takes: [],
  effects: [],
  costs: [],
};
