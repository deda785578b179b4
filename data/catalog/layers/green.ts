import type { Layer } from "../types.ts";

export const green: Layer = {
  id: "green",
  name: { nl: "Groen", en: "Green space", fr: "Espace vert" },
  group: "above",
  theme: "green",
  geometry: ["area", "line"],
  access: "public",
  min_zoom: 14,
  draw: { symbol: "area", colour: "#CFE3C4", outline: "#5F8F4E", width_px: 1 },
  attributes: [
    {
      id: "kind",
      name: { nl: "Soort groen", en: "Kind of green", fr: "Type d’espace vert" },
      type: "text",
      values: ["lawn", "planting", "verge", "nature_plot", "depaved", "park", "forest", "farmland", "garden"],
      value_names: {
        lawn: { nl: "gazon", en: "lawn", fr: "pelouse" },
        planting: { nl: "beplanting", en: "planting", fr: "plantations" },
        verge: { nl: "berm", en: "verge", fr: "accotement" },
        nature_plot: { nl: "natuurgroenperk", en: "nature-green plot", fr: "parcelle de nature" },
        depaved: { nl: "onthard", en: "depaved", fr: "désimperméabilisé" },
        park: { nl: "park", en: "park", fr: "parc" },
        forest: { nl: "bos", en: "woodland", fr: "bois" },
        farmland: { nl: "landbouwgrond", en: "farmland", fr: "terre agricole" },
        garden: { nl: "tuin", en: "garden", fr: "jardin" },
      },
    },
    { id: "area_m2", name: { nl: "Oppervlakte", en: "Area", fr: "Superficie" }, type: "number", unit: "m2" },
    {
      id: "public_access",
      name: { nl: "Publiek toegankelijk", en: "Open to the public", fr: "Accessible au public" },
      type: "boolean",
    },
  ],
  traits: [],
};
