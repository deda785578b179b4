import type { Attribute, Trait } from "../types.ts";
import { opens_ground, opens_ground_trait } from "./opens_ground.ts";

const vertical_position: Attribute = {
  id: "vertical_position",
  name: { nl: "Verticale ligging", en: "Vertical position", fr: "Position verticale" },
  type: "text",
  // The words of IMKL and INSPIRE.
  values: ["underground", "onGroundSurface", "suspendedOrElevated"],
  value_names: {
    underground: { nl: "ondergronds", en: "underground", fr: "souterrain" },
    onGroundSurface: { nl: "op het maaiveld", en: "on the surface", fr: "au niveau du sol" },
    suspendedOrElevated: { nl: "bovengronds", en: "overhead", fr: "aérien" },
  },
};

/** What every buried line may carry: attributes that all utility layers share, and the traits read from them. */
export const buried: { readonly attributes: readonly Attribute[]; readonly traits: readonly Trait[] } = {
  attributes: [
    { id: "owner", name: { nl: "Beheerder", en: "Operator", fr: "Gestionnaire" }, type: "text" },
    { id: "material", name: { nl: "Materiaal", en: "Material", fr: "Matériau" }, type: "text" },
    {
      id: "year_built",
      name: { nl: "Jaar van aanleg", en: "Year laid", fr: "Année de pose" },
      type: "number",
      unit: "year",
    },
    {
      id: "connection",
      name: { nl: "Aansluiting", en: "House connection", fr: "Raccordement" },
      type: "boolean",
    },
    {
      id: "protection",
      name: { nl: "Mechanische bescherming", en: "Mechanical protection", fr: "Protection mécanique" },
      type: "text",
    },
    vertical_position,
    opens_ground,
  ],
  traits: [
    { id: "underground", attribute: "vertical_position", values: ["underground"] },
    { id: "elevated", attribute: "vertical_position", values: ["suspendedOrElevated"] },
    opens_ground_trait,
    { id: "house_connection", attribute: "connection", values: ["true"] },
    { id: "past_service_life", attribute: "year_built", values: [], years_after: "service_life" },
  ],
};
