import type { Layer } from "../types.ts";

export const building: Layer = {
  id: "building",
  name: { nl: "Gebouw", en: "Building", fr: "Bâtiment" },
  group: "above",
  theme: "built",
  geometry: ["area"],
  access: "public",
  min_zoom: 14,
  draw: { symbol: "area", colour: "#E4DACB", outline: "#877C6C", width_px: 1 },
  attributes: [
    {
      id: "year_built",
      name: { nl: "Bouwjaar", en: "Year built", fr: "Année de construction" },
      type: "number",
      unit: "year",
    },
    {
      id: "building_age",
      name: { nl: "Ouderdom van de fundering", en: "Age of the foundation", fr: "Âge des fondations" },
      type: "text",
      values: ["old", "new"],
      value_names: {
        old: {
          nl: "oud: ondiep of onbekend gefundeerd, of met kelder",
          en: "old: shallow or unknown foundation, or a cellar",
          fr: "ancien : fondations peu profondes ou inconnues, ou cave",
        },
        new: {
          nl: "recent, fundering bekend",
          en: "recent, foundation known",
          fr: "récent, fondations connues",
        },
      },
    },
    { id: "function", name: { nl: "Functie", en: "Function", fr: "Fonction" }, type: "text" },
    { id: "height_m", name: { nl: "Hoogte", en: "Height", fr: "Hauteur" }, type: "number", unit: "m" },
    { id: "cellar", name: { nl: "Kelder", en: "Cellar", fr: "Cave" }, type: "boolean" },
    {
      id: "foundation",
      name: { nl: "Fundering", en: "Foundation", fr: "Fondations" },
      type: "text",
      values: ["shallow", "piled"],
      value_names: {
        shallow: { nl: "op staal", en: "shallow", fr: "superficielles" },
        piled: { nl: "op palen of damwanden", en: "piles or sheet piles", fr: "sur pieux ou palplanches" },
      },
    },
    {
      id: "dwellings",
      name: { nl: "Wooneenheden", en: "Dwellings", fr: "Logements" },
      type: "number",
      unit: "count",
    },
    { id: "address", name: { nl: "Adres", en: "Address", fr: "Adresse" }, type: "text" },
  ],
  traits: [
    { id: "building_old", attribute: "building_age", values: ["old"] },
    { id: "building_new", attribute: "building_age", values: ["new"] },
    { id: "piled_foundation", attribute: "foundation", values: ["piled"] },
  ],
};
