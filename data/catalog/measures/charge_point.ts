import type { MeasureType, Term } from "../types.ts";

/**
 * Charge point equivalents of one span of power, for each point; semi-public points count half.
 * Source: the Flemish call for public charging of 2022, named as the source of `access`.
 */
const equivalents = (each: number, span: { from?: number; below?: number }): Term => ({
  of: "point_count",
  times: [{ param: "points" }, each, { param: "access", worth: { public: 1, semi_public: 0.5 } }],
  when: [{ param: "power_kw", ...span }],
});

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
    {
      id: "access",
      name: { nl: "Toegang", en: "Access", fr: "Accès" },
      type: "choice",
      default: "public",
      values: [
        {
          id: "public",
          name: { nl: "publiek, dag en nacht", en: "public, day and night", fr: "public, jour et nuit" },
        },
        {
          id: "semi_public",
          name: {
            nl: "semipubliek, minstens 10 uur per dag",
            en: "semi-public, at least 10 hours a day",
            fr: "semi-public, au moins 10 heures par jour",
          },
        },
      ],
      source: "https://www.vlaanderen.be/toelichting-cpt-projectoproep-2022/hoe-groot-is-het-subsidiebedrag",
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
  effects: [
    {
      indicator: "charge_point_count",
      unit: "count",
      formula: [{ of: "point_count", times: { param: "points" } }],
    },
    {
      indicator: "charge_point_eq",
      unit: "count",
      formula: [
        equivalents(1, { below: 22 }),
        equivalents(2, { from: 22, below: 43 }),
        equivalents(4, { from: 43, below: 50 }),
        equivalents(5, { from: 50, below: 150 }),
        equivalents(10, { from: 150, below: 300 }),
        equivalents(20, { from: 300 }),
      ],
    },
    {
      indicator: "parking_space",
      unit: "count",
      formula: [{ of: "point_count", times: { param: "bays", times: -1 } }],
    },
  ],
  costs: [
    {
      item: "CST31",
      quantity: [{ of: "point_count", times: 1, when: [{ param: "power_kw", below: 43 }] }],
    },
    {
      item: "CST32",
      quantity: [{ of: "point_count", times: 1, when: [{ param: "power_kw", from: 43, below: 150 }] }],
    },
    {
      item: "CST33",
      quantity: [{ of: "point_count", times: 1, when: [{ param: "power_kw", from: 150 }] }],
    },
  ],
  ways_out: [{ way_out: "move", move: true }],
};
