/** A figure that a source gives as a formula, not as a number; `rule` is the row that cites it. */
export interface CitedFormula {
  readonly id: string;
  readonly expression: string;
  readonly rule: string;
}

/** Where each function below comes from: rows of `rules/clearances.csv`. */
export const formulas: readonly CitedFormula[] = [
  { id: "precautionary_radius_m", expression: "4 · π · trunk diameter", rule: "CLR094" },
  { id: "root_protection_radius_m", expression: "min(12 · trunk diameter, 15)", rule: "CLR095" },
];

/** A circle of 707 m² has this radius: the cap of the root protection area. */
const ROOT_PROTECTION_MAX_M = 15;

/**
 * Radius around a trunk inside which one digs by hand only: four times the trunk's circumference.
 * Trunk diameter at breast height and result in metres; throws RangeError unless finite and not negative.
 * Source: NJUG volume 4, row CLR094.
 */
export function precautionary_radius_m(trunk_diameter_m: number): number {
  return 4 * Math.PI * checked(trunk_diameter_m);
}

/**
 * Radius of the root protection area of a single-stemmed tree: twelve times the trunk diameter, at most
 * 15 m. Trunk diameter at breast height and result in metres; throws RangeError unless finite and not
 * negative. Source: BS 5837 (summary), row CLR095.
 */
export function root_protection_radius_m(trunk_diameter_m: number): number {
  return Math.min(12 * checked(trunk_diameter_m), ROOT_PROTECTION_MAX_M);
}

function checked(trunk_diameter_m: number): number {
  if (!Number.isFinite(trunk_diameter_m) || trunk_diameter_m < 0) {
    throw new RangeError(`expected a trunk diameter in metres of 0 or more, got ${trunk_diameter_m}`);
  }
  return trunk_diameter_m;
}
