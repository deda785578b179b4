import type { Layer } from "../types.ts";
import { buried } from "./buried.ts";

export const gas_medium: Layer = {
  id: "gas_medium",
  name: { nl: "Gas, middendruk", en: "Gas, medium pressure", fr: "Gaz, moyenne pression" },
  group: "below",
  theme: "gas",
  geometry: ["line"],
  access: "restricted",
  min_zoom: 14,
  draw: { symbol: "line", colour: "#FFAB28", outline: "#7A4B00", width_px: 3 },
  attributes: [
    ...buried.attributes,
    { id: "pressure_bar", name: { nl: "Druk", en: "Pressure", fr: "Pression" }, type: "number", unit: "bar" },
  ],
  traits: buried.traits,
  typical_diameter_m: 0.16,
  typical_depth: { cover_m: 0.9, accuracy_m: 0.2, source: "DEP03" },
  service_life_years: 50,
  buried_line: true,
};
