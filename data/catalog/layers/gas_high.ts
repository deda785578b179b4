import type { Layer } from "../types.ts";
import { buried } from "./buried.ts";

export const gas_high: Layer = {
  id: "gas_high",
  name: {
    nl: "Gasvervoer, hoge druk",
    en: "Gas transport, high pressure",
    fr: "Transport de gaz, haute pression",
  },
  group: "below",
  theme: "gas",
  geometry: ["line"],
  access: "restricted",
  min_zoom: 12,
  draw: { symbol: "line", colour: "#FF7F00", outline: "#8A3F00", width_px: 4 },
  attributes: [
    ...buried.attributes,
    { id: "pressure_bar", name: { nl: "Druk", en: "Pressure", fr: "Pression" }, type: "number", unit: "bar" },
  ],
  traits: buried.traits,
  typical_diameter_m: 0.5,
  typical_depth: { cover_m: 1.0, accuracy_m: 0.2, source: "DEP04" },
  buried_line: true,
};
