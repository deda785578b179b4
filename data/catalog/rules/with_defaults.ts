import { trait_of_layer } from "../index.ts";
import type { Rule } from "../types.ts";

/**
 * The cited rules followed by those defaults that fill a gap: a default is left out where an applied rule
 * (or an earlier default) of the same pair, relation and topic could speak for the same two things.
 */
export function with_defaults(cited: readonly Rule[], defaults: readonly Rule[]): Rule[] {
  const out = [...cited];
  for (const rule of defaults) {
    const question = question_of(rule);
    const taken = out.some(
      (other) => other.applied && question_of(other) === question && !exclusive(rule, other),
    );
    if (!taken) out.push(rule);
  }
  return out;
}

/** What two rows must share before they can speak twice about one thing. */
export const question_of = (rule: Rule): string =>
  [rule.a_layer, rule.b_layer, rule.relation, rule.topic].join(" ");

/** True when the conditions of the two rules (same pair, same orientation) can never hold together. */
export function exclusive(one: Rule, other: Rule): boolean {
  return (
    sides_exclude(one.a_layer, one.a_has, one.a_lacks, other.a_has, other.a_lacks) ||
    sides_exclude(one.b_layer, one.b_has, one.b_lacks, other.b_has, other.b_lacks) ||
    (one.upper !== null && other.upper !== null && one.upper !== other.upper) ||
    // Runs are longer than run_min_m and at most run_max_m.
    (one.run_max_m ?? Number.POSITIVE_INFINITY) <= (other.run_min_m ?? -1) ||
    (other.run_max_m ?? Number.POSITIVE_INFINITY) <= (one.run_min_m ?? -1)
  );
}

function sides_exclude(
  layer: string,
  has: readonly string[],
  lacks: readonly string[],
  other_has: readonly string[],
  other_lacks: readonly string[],
): boolean {
  return (
    has.some((trait) => other_lacks.includes(trait)) ||
    other_has.some((trait) => lacks.includes(trait)) ||
    has.some((trait) => other_has.some((other) => cannot_both_hold(layer, trait, other)))
  );
}

/** Two traits read from one attribute with no value in common. */
function cannot_both_hold(layer: string, one_id: string, other_id: string): boolean {
  const one = trait_of_layer(layer, one_id);
  const other = trait_of_layer(layer, other_id);
  return (
    one !== undefined &&
    other !== undefined &&
    one.attribute === other.attribute &&
    !one.values.some((value) => other.values.includes(value))
  );
}
