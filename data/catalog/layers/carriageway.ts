import type { Layer } from "../types.ts";

export const carriageway: Layer = {
  id: "carriageway",
  name: { nl: "Rijbaan", en: "Carriageway", fr: "Chaussée" },
  group: "above",
  theme: "street",
  geometry: ["area", "line"],
  access: "public",
  min_zoom: 14,
  draw: { symbol: "area", colour: "#E6E3DD", outline: "#8F8A82", width_px: 1 },
  attributes: [
    { id: "surface", name: { nl: "Verharding", en: "Surface", fr: "Revêtement" }, type: "text" },
    { id: "width_m", name: { nl: "Breedte", en: "Width", fr: "Largeur" }, type: "number", unit: "m" },
    {
      id: "category",
      name: { nl: "Wegcategorie", en: "Road category", fr: "Catégorie de route" },
      type: "text",
    },
    {
      id: "max_speed",
      name: { nl: "Maximumsnelheid (km/u)", en: "Speed limit (km/h)", fr: "Vitesse maximale (km/h)" },
      type: "number",
    },
  ],
  traits: [],
};
