import type { Layer } from "../types.ts";

export const hedge: Layer = {
  id: "hedge",
  name: { nl: "Haag of geveltuin", en: "Hedge or facade garden", fr: "Haie ou jardinet de façade" },
  group: "above",
  theme: "green",
  geometry: ["line", "area"],
  access: "public",
  min_zoom: 16,
  draw: { symbol: "line", colour: "#5B8C3A", outline: "#3E6327", width_px: 3 },
  attributes: [
    {
      id: "kind",
      name: { nl: "Soort", en: "Kind", fr: "Type" },
      type: "text",
      values: ["hedge", "facade_garden"],
      value_names: {
        hedge: { nl: "haag", en: "hedge", fr: "haie" },
        facade_garden: { nl: "geveltuin", en: "facade garden", fr: "jardinet de façade" },
      },
    },
    { id: "species", name: { nl: "Soortnaam", en: "Species", fr: "Espèce" }, type: "text" },
    { id: "height_m", name: { nl: "Hoogte", en: "Height", fr: "Hauteur" }, type: "number", unit: "m" },
    {
      id: "height_class",
      name: { nl: "Hoogteklasse", en: "Height class", fr: "Classe de hauteur" },
      type: "text",
      values: ["low", "tall"],
      value_names: {
        low: { nl: "laag, ondiep wortelend", en: "low, shallow rooted", fr: "basse, racines superficielles" },
        tall: { nl: "hoge struiken", en: "tall shrubs", fr: "grands arbustes" },
      },
    },
  ],
  traits: [
    { id: "facade_garden", attribute: "kind", values: ["facade_garden"] },
    { id: "hedge_low", attribute: "height_class", values: ["low"] },
    { id: "hedge_tall", attribute: "height_class", values: ["tall"] },
  ],
};
