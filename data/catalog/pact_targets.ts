import { target_bases, targets } from "./targets.ts";
import type { Target } from "./types.ts";

/** What a later version of the pact asks instead: the first is asked no more from the version of the second on. */
const REPLACED: Readonly<Record<string, string>> = { W3_cp10: "W3_cp20", W3_share10: "W3_share21" };

/** The targets that a version of the pact asks for: its own and those of earlier versions that it did not replace. */
export function pact_targets(version: Target["pact_version"]): readonly Target[] {
  const asked = targets.filter((one) => one.pact_version <= version);
  return asked.filter((one) => !asked.some((other) => other.id === REPLACED[one.id]));
}

/** Who lives in a district, or in all of them; null where a source did not say. */
export interface Denominators {
  readonly inhabitants: number | null;
  readonly dwellings: number | null;
}

/**
 * How much a target asks of a district, in the target's unit. Null where the target has no number, is
 * asked of the municipality as such, or the number of inhabitants or dwellings is not known.
 */
export function target_required(target: Target, of: Denominators): number | null {
  const base = target_bases[target.target_per];
  if (!base || target.target_value === null) return null;
  const there = of[base.of];
  return there === null ? null : (target.target_value * there) / base.count;
}
