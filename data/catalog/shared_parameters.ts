import type { Condition, Parameter, Surface, Text } from "./types.ts";

const SURFACES: Readonly<Record<Exclude<Surface, "water">, Text>> = {
  carriageway: { nl: "rijbaan", en: "carriageway", fr: "chaussée" },
  footway: { nl: "voetpad", en: "footway", fr: "trottoir" },
  cycle_path: { nl: "fietspad", en: "cycle path", fr: "piste cyclable" },
  parking: { nl: "parkeerstrook", en: "parking", fr: "stationnement" },
  green: { nl: "groen", en: "green", fr: "espace vert" },
};

/** The surfaces of which the paving must go before anything grows: worth 1, green 0. A factor of formulas. */
export const PAVED_NOW = {
  param: "surface_now",
  worth: { carriageway: 1, footway: 1, cycle_path: 1, parking: 1, green: 0 },
} as const;

/** What lies there today, which the measure frees; the planner says it, the map is not asked. */
export function surface_now(
  standard: keyof typeof SURFACES,
  among: readonly (keyof typeof SURFACES)[] = ["carriageway", "footway", "cycle_path", "parking", "green"],
): Parameter {
  return {
    id: "surface_now",
    name: { nl: "Wat er nu ligt", en: "What lies there now", fr: "Ce qui s’y trouve" },
    type: "choice",
    default: standard,
    values: among.map((id) => ({ id, name: SURFACES[id] })),
    source: "own_choice",
  };
}

/** Planting that makes up for what went: the pact counts only what is extra. Formulas count where it is not. */
export const compensation = (source: string): Parameter => ({
  id: "compensation",
  name: {
    nl: "Heraanplant of compensatie",
    en: "Replanting or compensation",
    fr: "Replantation ou compensation",
  },
  type: "boolean",
  default: false,
  source,
});

export const IS_EXTRA: Condition = { param: "compensation", is: [false] };
