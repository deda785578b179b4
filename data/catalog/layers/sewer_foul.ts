import type { Layer } from "../types.ts";
import { sewer } from "./sewer.ts";

export const sewer_foul: Layer = {
  id: "sewer_foul",
  name: { nl: "Vuilwaterriolering (DWA)", en: "Foul sewer", fr: "Égout eaux usées" },
  group: "below",
  theme: "sewer",
  geometry: ["line"],
  access: "restricted",
  min_zoom: 14,
  draw: { variants: sewer.variants, symbol: "line", colour: "#8A2A7C", outline: "#571A4E", width_px: 4 },
  attributes: sewer.attributes,
  traits: sewer.traits,
  typical_diameter_m: 0.3,
  service_life_years: sewer.service_life_years,
  buried_line: true,
};
