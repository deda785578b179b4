import type { MeasureType } from "../types.ts";

/** Dwellings renovated together. It lays nothing in the street. Fossil-free ones are part of the whole: never add the two. */
export const collective_renovation_zone: MeasureType = {
  id: "collective_renovation_zone",
  name: {
    nl: "Zone collectieve renovatie",
    en: "Collective renovation zone",
    fr: "Zone de rénovation collective",
  },
  geometry: "area",
  symbol: { symbol: "hatch", colour: "#A8592A", outline: "#6E3716" },
  parameters: [
    {
      id: "dwellings",
      name: { nl: "Wooneenheden", en: "Dwellings", fr: "Logements" },
      type: "number",
      unit: "count",
      default: 20,
      min: 1,
      max: 5000,
      source: "own_choice",
    },
    {
      id: "fossil_free_pct",
      name: { nl: "Aandeel fossielvrij", en: "Share fossil-free", fr: "Part sans énergie fossile" },
      type: "number",
      unit: "pct",
      default: 50,
      min: 0,
      max: 100,
      source: "https://kw.be/nieuws/milieu/klimaat/verscherpte-klimaatambities-voor-roeselare/",
    },
  ],
  becomes: [],
  takes: [],
  effects: [
    {
      indicator: "collective_renovation_dwelling",
      unit: "count",
      formula: [{ of: "one", times: { param: "dwellings" } }],
    },
    {
      indicator: "fossil_free_renovation_dwelling",
      unit: "count",
      formula: [{ of: "one", times: [{ param: "dwellings" }, { param: "fossil_free_pct", times: 0.01 }] }],
    },
  ],
  costs: [],
};
