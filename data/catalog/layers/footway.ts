import type { Layer } from "../types.ts";

export const footway: Layer = {
  id: "footway",
  name: { nl: "Voetpad", en: "Footway", fr: "Trottoir" },
  group: "above",
  theme: "street",
  geometry: ["area", "line"],
  access: "public",
  min_zoom: 15,
  draw: { symbol: "area", colour: "#F0ECE4", outline: "#948C80", width_px: 1 },
  attributes: [
    { id: "surface", name: { nl: "Verharding", en: "Surface", fr: "Revêtement" }, type: "text" },
    { id: "width_m", name: { nl: "Breedte", en: "Width", fr: "Largeur" }, type: "number", unit: "m" },
  ],
  traits: [],
};
