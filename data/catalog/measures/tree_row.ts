import { compensation, crown_in_10_years, IS_EXTRA, PAVED_NOW, surface_now } from "../shared_parameters.ts";
import type { MeasureType } from "../types.ts";

/** Trees at equal distances along the drawn line, each with its root zone. */
export const tree_row: MeasureType = {
  id: "tree_row",
  name: { nl: "Bomenrij", en: "Tree row", fr: "Alignement d’arbres" },
  geometry: "line",
  symbol: { symbol: "dot", colour: "#3E7D3A", outline: "#27521F", radius_px: 5 },
  parameters: [
    {
      id: "spacing_m",
      name: { nl: "Plantafstand", en: "Spacing", fr: "Espacement" },
      type: "number",
      unit: "m",
      default: 8,
      min: 2,
      max: 40,
      source: "own_choice",
    },
    {
      id: "species_class",
      name: { nl: "Grootteklasse", en: "Size class", fr: "Classe de taille" },
      type: "choice",
      default: "medium",
      values: [
        { id: "small", name: { nl: "klein", en: "small", fr: "petit" } },
        { id: "medium", name: { nl: "middelgroot", en: "medium", fr: "moyen" } },
        { id: "large", name: { nl: "groot", en: "large", fr: "grand" } },
        {
          id: "poplar_willow",
          name: { nl: "populier of wilg", en: "poplar or willow", fr: "peuplier ou saule" },
        },
      ],
      source: "own_choice",
    },
    {
      id: "root_barrier",
      name: { nl: "Wortelscherm", en: "Root barrier", fr: "Barrière anti-racines" },
      type: "boolean",
      default: false,
      source: "CLR025",
    },
    {
      id: "crown_diameter_m",
      name: {
        nl: "Kroondiameter, volgroeid",
        en: "Crown diameter, full grown",
        fr: "Diamètre de la couronne adulte",
      },
      type: "number",
      unit: "m",
      default: 6,
      min: 1,
      max: 25,
      source: "own_choice",
    },
    {
      id: "root_radius_m",
      name: {
        nl: "Straal van de wortelzone",
        en: "Radius of the root zone",
        fr: "Rayon de la zone racinaire",
      },
      type: "number",
      unit: "m",
      default: 4.2,
      min: 0.5,
      max: 15,
      source: "CLR095",
    },
    {
      id: "root_depth_m",
      name: {
        nl: "Diepte van de wortelzone",
        en: "Depth of the root zone",
        fr: "Profondeur de la zone racinaire",
      },
      type: "number",
      unit: "m",
      default: 0.6,
      min: 0.3,
      max: 2,
      source: "DEP28",
    },
    {
      id: "pit_area_m2",
      name: { nl: "Boomspiegel per boom", en: "Pit of each tree", fr: "Fosse par arbre" },
      type: "number",
      unit: "m2",
      default: 2.25,
      min: 0,
      max: 25,
      source: "own_choice",
    },
    surface_now("footway"),
    compensation(
      "https://lokeren.be/groen-in-de-stad/ook-de-stad-werkt-aan-meer-groen/lokaal-energie-en-klimaatpact-lekp/vergroening",
    ),
  ],
  becomes: [
    {
      layer: "tree",
      shape: "points_along",
      spacing_m: { param: "spacing_m" },
      attributes: {
        species_class: { param: "species_class" },
        root_barrier: { param: "root_barrier" },
        crown_diameter_m: { param: "crown_diameter_m" },
      },
    },
    {
      layer: "root_zone",
      shape: "buffer_points_along",
      spacing_m: { param: "spacing_m" },
      radius_m: { param: "root_radius_m" },
      top_m: 0,
      bottom_m: { param: "root_depth_m" },
      attributes: { radius_m: { param: "root_radius_m" } },
    },
  ],
  takes: [
    { surface: "green", amount: [{ of: "point_count", times: { param: "pit_area_m2" } }] },
    {
      surface: { param: "surface_now" },
      amount: [{ of: "point_count", times: { param: "pit_area_m2", times: -1 } }],
    },
  ],
  effects: [
    { indicator: "trees", unit: "count", formula: [{ of: "point_count", times: 1, when: [IS_EXTRA] }] },
    crown_in_10_years,
    {
      indicator: "depaved_m2",
      unit: "m2",
      formula: [{ of: "point_count", times: [{ param: "pit_area_m2" }, PAVED_NOW] }],
    },
  ],
  costs: [{ item: "CST24", quantity: [{ of: "point_count", times: 1 }] }],
  ways_out: [
    { way_out: "root_barrier", set: { root_barrier: true } },
    { way_out: "other_species", set: { species_class: "small" } },
    { way_out: "hedge", becomes_type: "hedge" },
    { way_out: "move", move: true },
    { way_out: "other_side", move: true },
  ],
};
