import type { Text } from "./types.ts";

/** Something that the search for a corridor would rather avoid, and what it counts for, in metres of line. */
export interface CorridorWeight {
  readonly id: "violated" | "possible" | "crossing" | "bend" | "paving" | "tree" | "digging";
  readonly name: Text;
  /** Of what one counts so much. */
  readonly per: Text;
  readonly default: number;
  /** As far as a slider goes. */
  readonly most: number;
  readonly step: number;
}

/**
 * What a planner weighs against a metre of line; all defaults are our own choice. A metre of violated or
 * possible clearance counts 4 times where the rule blocks and a tenth where it only informs.
 */
export const corridor_weights: readonly CorridorWeight[] = [
  {
    id: "violated",
    name: { nl: "Te dicht bij iets", en: "Too close to something", fr: "Trop près de quelque chose" },
    per: { nl: "per meter", en: "per metre", fr: "par mètre" },
    default: 20,
    most: 100,
    step: 5,
  },
  {
    id: "possible",
    name: { nl: "Mogelijk te dicht", en: "Possibly too close", fr: "Peut-être trop près" },
    per: { nl: "per meter", en: "per metre", fr: "par mètre" },
    default: 2,
    most: 20,
    step: 0.5,
  },
  {
    id: "crossing",
    name: { nl: "Andere leidingen kruisen", en: "Crossing other lines", fr: "Croiser d’autres conduites" },
    per: { nl: "per kruising", en: "per crossing", fr: "par croisement" },
    default: 3,
    most: 30,
    step: 1,
  },
  {
    id: "bend",
    name: { nl: "Bochten", en: "Bends", fr: "Coudes" },
    per: { nl: "per bocht", en: "per bend", fr: "par coude" },
    default: 6,
    most: 50,
    step: 1,
  },
  {
    id: "paving",
    name: { nl: "Verharding opbreken", en: "Breaking up paving", fr: "Ouvrir le revêtement" },
    per: { nl: "per m²", en: "per m²", fr: "par m²" },
    default: 1,
    most: 10,
    step: 0.5,
  },
  {
    id: "tree",
    name: { nl: "Bomen rooien", en: "Felling trees", fr: "Abattre des arbres" },
    per: { nl: "per boom", en: "per tree", fr: "par arbre" },
    default: 60,
    most: 500,
    step: 10,
  },
  {
    id: "digging",
    name: { nl: "Diep graven", en: "Deep digging", fr: "Creuser profond" },
    per: { nl: "per m³", en: "per m³", fr: "par m³" },
    default: 0.5,
    most: 5,
    step: 0.1,
  },
];
