import type { Layer } from "../types.ts";
import { buried } from "./buried.ts";

export const electricity_mv: Layer = {
  id: "electricity_mv",
  name: {
    nl: "Elektriciteit, middenspanning",
    en: "Electricity, medium voltage",
    fr: "Électricité, moyenne tension",
  },
  group: "below",
  theme: "electricity",
  geometry: ["line"],
  access: "restricted",
  min_zoom: 14,
  draw: { symbol: "line", colour: "#C80000", outline: "#640000", width_px: 2.5 },
  attributes: [
    ...buried.attributes,
    { id: "voltage_kv", name: { nl: "Spanning", en: "Voltage", fr: "Tension" }, type: "number", unit: "kv" },
  ],
  traits: buried.traits,
  typical_diameter_m: 0.07,
  typical_depth: { cover_m: 0.8, accuracy_m: 0.2, source: "DEP02" },
  service_life_years: 50,
  buried_line: true,
};
