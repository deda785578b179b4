import type { Layer } from "../types.ts";
import { sewer } from "./sewer.ts";

export const sewer_rain: Layer = {
  id: "sewer_rain",
  name: { nl: "Regenwaterafvoer (RWA)", en: "Rain sewer", fr: "Égout eaux pluviales" },
  group: "below",
  theme: "sewer",
  geometry: ["line"],
  access: "restricted",
  min_zoom: 14,
  draw: { variants: sewer.variants, symbol: "line", colour: "#9A63D8", outline: "#5B3489", width_px: 4 },
  attributes: sewer.attributes,
  traits: sewer.traits,
  typical_diameter_m: 0.5,
  service_life_years: sewer.service_life_years,
  buried_line: true,
};
