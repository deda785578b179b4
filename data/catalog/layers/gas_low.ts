import type { Layer } from "../types.ts";
import { buried } from "./buried.ts";

export const gas_low: Layer = {
  id: "gas_low",
  name: { nl: "Gas, lage druk", en: "Gas, low pressure", fr: "Gaz, basse pression" },
  group: "below",
  theme: "gas",
  geometry: ["line"],
  access: "restricted",
  min_zoom: 14,
  draw: { symbol: "line", colour: "#FFD750", outline: "#7A5A00", width_px: 3 },
  attributes: [
    ...buried.attributes,
    { id: "pressure_bar", name: { nl: "Druk", en: "Pressure", fr: "Pression" }, type: "number", unit: "bar" },
  ],
  traits: buried.traits,
  typical_diameter_m: 0.11,
  typical_depth: { cover_m: 0.75, accuracy_m: 0.2, source: "DEP05" },
  service_life_years: 50,
  buried_line: true,
};
