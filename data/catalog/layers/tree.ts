import type { Layer } from "../types.ts";

export const tree: Layer = {
  id: "tree",
  name: { nl: "Boom", en: "Tree", fr: "Arbre" },
  group: "above",
  theme: "green",
  geometry: ["point"],
  access: "public",
  min_zoom: 15,
  draw: { symbol: "dot", colour: "#3E7D3A", outline: "#27521F", radius_px: 5 },
  attributes: [
    { id: "species", name: { nl: "Soort", en: "Species", fr: "Espèce" }, type: "text" },
    {
      id: "species_class",
      name: { nl: "Grootteklasse", en: "Size class", fr: "Classe de taille" },
      type: "text",
      values: ["small", "medium", "large", "poplar_willow"],
      value_names: {
        small: { nl: "klein", en: "small", fr: "petit" },
        medium: { nl: "middelgroot", en: "medium", fr: "moyen" },
        large: { nl: "groot", en: "large", fr: "grand" },
        poplar_willow: { nl: "populier of wilg", en: "poplar or willow", fr: "peuplier ou saule" },
      },
    },
    {
      id: "trunk_diameter_cm",
      name: { nl: "Stamdiameter", en: "Trunk diameter", fr: "Diamètre du tronc" },
      type: "number",
      unit: "cm",
    },
    { id: "height_m", name: { nl: "Hoogte", en: "Height", fr: "Hauteur" }, type: "number", unit: "m" },
    {
      id: "crown_diameter_m",
      name: { nl: "Kroondiameter", en: "Crown diameter", fr: "Diamètre de la couronne" },
      type: "number",
      unit: "m",
    },
    {
      id: "root_barrier",
      name: { nl: "Wortelscherm", en: "Root barrier", fr: "Barrière anti-racines" },
      type: "boolean",
    },
    {
      id: "year_planted",
      name: { nl: "Plantjaar", en: "Year planted", fr: "Année de plantation" },
      type: "number",
      unit: "year",
    },
    { id: "owner", name: { nl: "Beheerder", en: "Manager", fr: "Gestionnaire" }, type: "text" },
  ],
  traits: [
    { id: "species_small", attribute: "species_class", values: ["small"] },
    { id: "species_medium", attribute: "species_class", values: ["medium"] },
    { id: "species_large", attribute: "species_class", values: ["large"] },
    { id: "species_poplar_willow", attribute: "species_class", values: ["poplar_willow"] },
    { id: "root_barrier", attribute: "root_barrier", values: ["true"] },
  ],
};
