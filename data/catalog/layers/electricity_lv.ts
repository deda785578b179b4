import type { Layer } from "../types.ts";
import { buried } from "./buried.ts";

export const electricity_lv: Layer = {
  id: "electricity_lv",
  name: {
    nl: "Elektriciteit, laagspanning",
    en: "Electricity, low voltage",
    fr: "Électricité, basse tension",
  },
  group: "below",
  theme: "electricity",
  geometry: ["line"],
  access: "restricted",
  min_zoom: 15,
  draw: { symbol: "line", colour: "#960000", outline: "#4B0000", width_px: 2.5 },
  attributes: [
    ...buried.attributes,
    { id: "voltage_kv", name: { nl: "Spanning", en: "Voltage", fr: "Tension" }, type: "number", unit: "kv" },
  ],
  traits: buried.traits,
  typical_diameter_m: 0.04,
  typical_depth: { cover_m: 0.6, accuracy_m: 0.35, source: "DEP01" },
  service_life_years: 50,
  buried_line: true,
};
