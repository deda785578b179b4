import type { Attribute, Draw, Trait } from "../types.ts";
import { buried } from "./buried.ts";

/** What the three sewer layers share: flow and structural condition, with the traits read from them. */
export const sewer: {
  readonly attributes: readonly Attribute[];
  readonly traits: readonly Trait[];
  readonly variants: NonNullable<Draw["variants"]>;
  /** Assumed: not that it fails by then, but that its renewal is worth looking at when the street is opened anyway. */
  readonly service_life_years: number;
} = {
  service_life_years: 40,
  attributes: [
    ...buried.attributes,
    {
      id: "flow",
      name: { nl: "Afvoer", en: "Flow", fr: "Écoulement" },
      type: "text",
      values: ["gravity", "pressure"],
      value_names: {
        gravity: { nl: "vrij verval", en: "gravity", fr: "gravitaire" },
        pressure: { nl: "persleiding", en: "pressure", fr: "sous pression" },
      },
    },
    {
      id: "condition",
      name: { nl: "Toestand", en: "Condition", fr: "État" },
      type: "text",
      values: ["sound", "damaged"],
      value_names: {
        sound: { nl: "goed", en: "sound", fr: "bon" },
        damaged: { nl: "beschadigd of verzakt", en: "damaged or subsided", fr: "endommagé ou affaissé" },
      },
    },
  ],
  traits: [
    ...buried.traits,
    { id: "pressure_sewer", attribute: "flow", values: ["pressure"] },
    { id: "sewer_sound", attribute: "condition", values: ["sound"] },
    { id: "sewer_damaged", attribute: "condition", values: ["damaged"] },
  ],
  variants: [
    {
      trait: "pressure_sewer",
      name: { nl: "Persleiding", en: "Pressure main", fr: "Conduite sous pression" },
      colour: "#800080",
    },
  ],
};
