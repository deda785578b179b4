import type { Text } from "./types.ts";

/** What works lay or renew: ids of layers, `paving` for the surface alone. Named here since works may say so of others' lines. */
export const works_subjects: readonly { readonly id: string; readonly name: Text }[] = [
  { id: "unknown", name: { nl: "Niet bekend", en: "Not known", fr: "Inconnu" } },
  { id: "sewer_combined", name: { nl: "Gemengde riolering", en: "Combined sewer", fr: "Égout unitaire" } },
  { id: "sewer_foul", name: { nl: "Vuilwaterriool", en: "Foul sewer", fr: "Égout d’eaux usées" } },
  { id: "sewer_rain", name: { nl: "Regenwaterriool", en: "Rain sewer", fr: "Égout pluvial" } },
  { id: "heat_network", name: { nl: "Warmtenet", en: "Heat network", fr: "Réseau de chaleur" } },
  { id: "water_main", name: { nl: "Drinkwater", en: "Drinking water", fr: "Eau potable" } },
  { id: "gas_low", name: { nl: "Gas, lage druk", en: "Gas, low pressure", fr: "Gaz, basse pression" } },
  {
    id: "gas_medium",
    name: { nl: "Gas, middendruk", en: "Gas, medium pressure", fr: "Gaz, moyenne pression" },
  },
  { id: "electricity_hv", name: { nl: "Hoogspanning", en: "High voltage", fr: "Haute tension" } },
  { id: "electricity_mv", name: { nl: "Middenspanning", en: "Medium voltage", fr: "Moyenne tension" } },
  { id: "electricity_lv", name: { nl: "Laagspanning", en: "Low voltage", fr: "Basse tension" } },
  {
    id: "public_lighting",
    name: { nl: "Openbare verlichting", en: "Public lighting", fr: "Éclairage public" },
  },
  { id: "telecom", name: { nl: "Telecom", en: "Telecom", fr: "Télécom" } },
  { id: "paving", name: { nl: "Alleen het wegdek", en: "The surface only", fr: "Le revêtement seul" } },
];
