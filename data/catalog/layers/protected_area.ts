import type { Layer } from "../types.ts";

export const protected_area: Layer = {
  id: "protected_area",
  name: {
    nl: "Beschermde zone in de ondergrond",
    en: "Protected subsoil area",
    fr: "Zone protégée du sous-sol",
  },
  group: "below",
  theme: "protection",
  geometry: ["area"],
  access: "public",
  min_zoom: 11,
  draw: { symbol: "hatch", colour: "#3F6C8F", outline: "#3F6C8F", width_px: 1, opacity: 0.55 },
  attributes: [
    {
      id: "zone_kind",
      name: { nl: "Soort zone", en: "Kind of zone", fr: "Type de zone" },
      type: "text",
      values: ["drinking_water", "geothermal", "infiltration", "gas_storage", "other"],
      value_names: {
        drinking_water: {
          nl: "waterwingebied",
          en: "drinking-water extraction",
          fr: "captage d’eau potable",
        },
        geothermal: {
          nl: "geothermische installatie",
          en: "geothermal installation",
          fr: "installation géothermique",
        },
        infiltration: { nl: "infiltratiegebied", en: "infiltration area", fr: "zone d’infiltration" },
        gas_storage: {
          nl: "ondergrondse gasopslag",
          en: "underground gas storage",
          fr: "stockage souterrain de gaz",
        },
        other: { nl: "andere", en: "other", fr: "autre" },
      },
    },
    {
      id: "drinking_water_zone",
      name: {
        nl: "Beschermingszone drinkwater",
        en: "Drinking-water protection zone",
        fr: "Zone de protection d’eau potable",
      },
      type: "text",
      values: ["I", "II", "III"],
    },
    { id: "owner", name: { nl: "Beheerder", en: "Manager", fr: "Gestionnaire" }, type: "text" },
  ],
  traits: [
    { id: "zone_drinking_water", attribute: "zone_kind", values: ["drinking_water"] },
    { id: "drinking_water_zone_i_ii", attribute: "drinking_water_zone", values: ["I", "II"] },
    { id: "drinking_water_zone_iii", attribute: "drinking_water_zone", values: ["III"] },
  ],
};
