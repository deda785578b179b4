import type { Layer } from "../types.ts";
import { sewer } from "./sewer.ts";

export const sewer_combined: Layer = {
  id: "sewer_combined",
  name: { nl: "Gemengde riolering", en: "Combined sewer", fr: "Égout unitaire" },
  group: "below",
  theme: "sewer",
  geometry: ["line"],
  access: "restricted",
  min_zoom: 14,
  draw: { variants: sewer.variants, symbol: "line", colour: "#BA38A8", outline: "#6B1F60", width_px: 4 },
  attributes: sewer.attributes,
  traits: sewer.traits,
  typical_diameter_m: 0.4,
  service_life_years: sewer.service_life_years,
  buried_line: true,
};
