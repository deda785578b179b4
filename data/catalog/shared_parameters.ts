import type { Condition, Effect, Parameter, Surface, Text } from "./types.ts";

const SURFACES: Readonly<Record<Exclude<Surface, "water">, Text>> = {
  carriageway: { nl: "rijbaan", en: "carriageway", fr: "chaussée" },
  footway: { nl: "voetpad", en: "footway", fr: "trottoir" },
  cycle_path: { nl: "fietspad", en: "cycle path", fr: "piste cyclable" },
  parking: { nl: "parkeerstrook", en: "parking", fr: "stationnement" },
  green: { nl: "groen", en: "green", fr: "espace vert" },
};

/**
 * What the crown of a planted tree covers after ten years: a circle of half its full-grown diameter. That
 * half is our own assumption; no source gives one figure for all species. Crowns that touch count each.
 */
export const crown_in_10_years: Effect = crowns(0.5, 1);

/** What a felled tree would have covered: the crown it has now, which a grown tree keeps. */
export const felled_crown: Effect = crowns(1, -1);

/** Circles of a share of the crown's diameter. */
function crowns(share: number, sign: number): Effect {
  const factor = { param: "crown_diameter_m", times: (sign * share ** 2 * Math.PI) / 4 };
  const formula = [{ of: "point_count" as const, times: [factor, { param: "crown_diameter_m" }] }];
  return { indicator: "canopy_m2", unit: "m2", formula };
}

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
