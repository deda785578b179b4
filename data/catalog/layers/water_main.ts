import type { Layer } from "../types.ts";
import { buried } from "./buried.ts";

export const water_main: Layer = {
  id: "water_main",
  name: { nl: "Drinkwaterleiding", en: "Water main", fr: "Conduite d’eau" },
  group: "below",
  theme: "water",
  geometry: ["line"],
  access: "restricted",
  min_zoom: 14,
  draw: { symbol: "line", colour: "#0000FF", outline: "#00007A", width_px: 3 },
  attributes: [
    ...buried.attributes,
    { id: "pressure_bar", name: { nl: "Druk", en: "Pressure", fr: "Pression" }, type: "number", unit: "bar" },
  ],
  traits: buried.traits,
  typical_diameter_m: 0.11,
  typical_depth: { cover_m: 1.0, accuracy_m: 0.3, source: "DEP09" },
  service_life_years: 60,
  buried_line: true,
};
