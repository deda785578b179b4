import type { Layer } from "../types.ts";

export const surface_water: Layer = {
  id: "surface_water",
  name: { nl: "Oppervlaktewater", en: "Surface water", fr: "Eau de surface" },
  group: "above",
  theme: "surface_water",
  geometry: ["area", "line"],
  access: "public",
  min_zoom: 12,
  draw: { symbol: "area", colour: "#BFDCEC", outline: "#3F82AE", width_px: 1 },
  attributes: [
    { id: "name", name: { nl: "Naam", en: "Name", fr: "Nom" }, type: "text" },
    { id: "kind", name: { nl: "Soort", en: "Kind", fr: "Type" }, type: "text" },
    {
      id: "category",
      name: { nl: "Categorie van de waterloop", en: "Watercourse category", fr: "Catégorie du cours d’eau" },
      type: "text",
    },
  ],
  traits: [],
};
