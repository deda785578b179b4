import type { Layer } from "../types.ts";
import { buried } from "./buried.ts";

export const electricity_hv: Layer = {
  id: "electricity_hv",
  name: {
    nl: "Elektriciteit, hoogspanning",
    en: "Electricity, high voltage",
    fr: "Électricité, haute tension",
  },
  group: "below",
  theme: "electricity",
  geometry: ["line"],
  access: "restricted",
  min_zoom: 12,
  draw: { symbol: "line", colour: "#FF0000", outline: "#7A0000", width_px: 3 },
  attributes: [
    ...buried.attributes,
    { id: "voltage_kv", name: { nl: "Spanning", en: "Voltage", fr: "Tension" }, type: "number", unit: "kv" },
  ],
  traits: buried.traits,
  typical_diameter_m: 0.1,
  buried_line: true,
};
