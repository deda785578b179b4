import type { Factor, MeasureType } from "../types.ts";

/** kWp of the panels: m² drawn × share covered × kWp for each 100 m². */
const PEAK_POWER: readonly Factor[] = [
  { param: "covered_pct", times: 0.01 },
  { param: "power_per_100_m2_kw", times: 0.01 },
];

/** Panels on the roofs inside the zone. Only the participatory share counts for the pact. A panel of 435 Wp is 1.72 × 1.13 m. */
export const rooftop_solar_zone: MeasureType = {
  id: "rooftop_solar_zone",
  name: { nl: "Zone zonnedaken", en: "Rooftop solar zone", fr: "Zone de toits solaires" },
  geometry: "area",
  symbol: { symbol: "hatch", colour: "#9A6A00", outline: "#644500" },
  parameters: [
    {
      id: "covered_pct",
      name: {
        nl: "Aandeel van de zone met panelen",
        en: "Share of the zone under panels",
        fr: "Part de la zone couverte",
      },
      type: "number",
      unit: "pct",
      default: 30,
      min: 1,
      max: 100,
      source: "own_choice",
    },
    {
      id: "power_per_100_m2_kw",
      name: {
        nl: "Piekvermogen per 100 m² panelen",
        en: "Peak power of 100 m² of panels",
        fr: "Puissance crête de 100 m² de panneaux",
      },
      type: "number",
      unit: "kw",
      default: 22.4,
      min: 5,
      max: 30,
      source: "CST30",
    },
    {
      id: "participatory_pct",
      name: {
        nl: "Aandeel van bewoners (coöperatief)",
        en: "Share owned by residents",
        fr: "Part détenue par les habitants",
      },
      type: "number",
      unit: "pct",
      default: 100,
      min: 0,
      max: 100,
      source: "own_choice",
    },
  ],
  becomes: [],
  takes: [],
  effects: [
    {
      indicator: "participatory_energy_kw",
      unit: "kw",
      formula: [{ of: "area_m2", times: [...PEAK_POWER, { param: "participatory_pct", times: 0.01 }] }],
    },
    {
      indicator: "participatory_energy_project",
      unit: "count",
      formula: [{ of: "one", times: 1, when: [{ param: "participatory_pct", from: 1 }] }],
    },
  ],
  costs: [{ item: "CST30", quantity: [{ of: "area_m2", times: PEAK_POWER }] }],
};
