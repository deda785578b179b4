import type { Layer } from "../types.ts";
import { buried } from "./buried.ts";

export const public_lighting: Layer = {
  id: "public_lighting",
  name: { nl: "Openbare verlichting", en: "Public lighting", fr: "Éclairage public" },
  group: "below",
  theme: "electricity",
  geometry: ["line", "point"],
  access: "restricted",
  min_zoom: 16,
  draw: { symbol: "line", colour: "#8A5200", outline: "#452900", width_px: 2, radius_px: 3 },
  attributes: [
    ...buried.attributes,
    { id: "voltage_kv", name: { nl: "Spanning", en: "Voltage", fr: "Tension" }, type: "number", unit: "kv" },
    { id: "led", name: { nl: "Led", en: "LED", fr: "LED" }, type: "boolean" },
  ],
  traits: buried.traits,
  typical_diameter_m: 0.03,
  typical_depth: { cover_m: 0.6, accuracy_m: 0.35, source: "DEP12" },
  service_life_years: 50,
  buried_line: true,
};
