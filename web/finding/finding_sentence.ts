import type { Finding, Thing } from "../client.ts";
import { layer_by_id, layer_in_sentence } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { type Locale, metres } from "../text/number.ts";

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** French asks for an elided "de" before a vowel; the other languages take the name as it is. */
const of_thing = (name: string, locale: Locale): string =>
  locale !== "fr" ? name : /^[aeiouyàâéèêîôû]/i.test(name) ? `d’${name}` : `de ${name}`;

/** The two things as a reader expects them: what stands above the ground first. */
export function in_reading_order({ a, b }: Pick<Finding, "a" | "b">): [Thing, Thing] {
  const above = (thing: Thing) => layer_by_id(thing.layer)?.group === "above";
  return !above(a) && above(b) ? [b, a] : [a, b];
}

/** What was measured: "Boom op 1,2 m van drinkwaterleiding". */
function fact(finding: Finding, locale: Locale): string {
  const [first, second] = in_reading_order(finding);
  const a = capital(layer_in_sentence(first.layer, locale));
  const b = layer_in_sentence(second.layer, locale);
  const { relation } = finding.rule;
  // Of something hidden the distance is not told: neither that they lie apart nor that they overlap.
  if (first.visible === false || second.visible === false) return m.fact_pair({ a, b }, { locale });
  if (relation === "overlap") {
    return (finding.distance_m ?? 0) > 0
      ? m.fact_distance(
          { a, b: of_thing(b, locale), distance: metres(finding.distance_m!, locale) },
          { locale },
        )
      : m.fact_overlap({ a, b }, { locale });
  }
  if (relation === "crossing") {
    return finding.vertical_m === null
      ? m.fact_crossing({ a, b }, { locale })
      : m.fact_crossing_gap({ a, b, gap: metres(finding.vertical_m, locale) }, { locale });
  }
  if (finding.distance_m === null) return m.fact_pair({ a, b }, { locale });
  return m.fact_distance(
    { a, b: of_thing(b, locale), distance: metres(finding.distance_m, locale) },
    { locale },
  );
}

/** The value that decides, and the one it had to reach. */
function deciding({ rule, distance_m, required_m, vertical_m, required_vertical_m }: Finding): {
  measured_m: number | null;
  required_m: number | null;
  vertical: boolean;
} {
  const vertical = required_vertical_m !== null && (rule.relation === "crossing" || required_m === null);
  return vertical
    ? { measured_m: vertical_m, required_m: required_vertical_m, vertical }
    : { measured_m: distance_m, required_m, vertical };
}

/** What follows from it: "1,3 m te dicht". */
function conclusion(finding: Finding, locale: Locale): string {
  const options = { locale };
  if (finding.kind === "synergy") return m.conclusion_synergy({}, options);
  if (finding.kind === "attention" && finding.verdict !== "unknown")
    return m.conclusion_attention({}, options);
  const { measured_m, required_m, vertical } = deciding(finding);
  const missing_m = measured_m === null || required_m === null ? null : required_m - measured_m;
  const missing = missing_m === null ? "" : metres(missing_m, locale);
  switch (finding.verdict) {
    case "clear":
      return m.conclusion_clear({}, options);
    case "unknown":
      if (finding.rule.relation === "time") return m.conclusion_unknown_period({}, options);
      return m.conclusion_unknown_depth({}, options);
    case "violated":
      if (missing_m === null || missing_m <= 0) return m.conclusion_not_allowed({}, options);
      return vertical
        ? m.conclusion_gap_short({ missing }, options)
        : m.conclusion_too_close({ missing }, options);
    default:
      if (missing_m === null) return m.conclusion_possibly({}, options);
      if (missing_m < 0.005) return m.conclusion_possibly_too_close({}, options);
      return vertical
        ? m.conclusion_possibly_gap_short({ missing }, options)
        : m.conclusion_possibly_short({ missing }, options);
  }
}

/** Why one may believe it: the required value, and how sure the places are. */
function grounds(finding: Finding, locale: Locale): string[] {
  const options = { locale };
  const out: string[] = [];
  const { required_m, vertical } = deciding(finding);
  // "Within 0 m" says no more than that they overlap.
  if (required_m !== null && (required_m > 0 || finding.kind === "conflict")) {
    const required = metres(required_m, locale);
    out.push(
      finding.kind !== "conflict"
        ? m.ground_within({ required }, options)
        : finding.rule.guidance
          ? m.ground_guidance({ required }, options)
          : m.ground_required({ required }, options),
    );
  }
  const accuracy_m = vertical ? finding.vertical_uncertainty_m : finding.uncertainty_m;
  if (accuracy_m !== null && accuracy_m > 0 && finding.verdict !== "unknown" && finding.kind === "conflict") {
    const accuracy = metres(accuracy_m, locale);
    const assumed = finding.assumed.some((word) => word.endsWith(vertical ? "_depth" : "_position"));
    if (vertical) {
      out.push(
        assumed ? m.ground_depth_assumed({ accuracy }, options) : m.ground_depth({ accuracy }, options),
      );
    } else {
      out.push(
        assumed ? m.ground_position_assumed({ accuracy }, options) : m.ground_position({ accuracy }, options),
      );
    }
  }
  return out;
}

/**
 * A finding as one sentence in the reader's language: fact, conclusion, grounds. All figures come from
 * the finding itself, in metres; things that may not be seen are named by their layer only.
 */
export function finding_sentence(finding: Finding, locale: Locale): string {
  const between = grounds(finding, locale).join(locale === "fr" ? "\u00a0; " : "; ");
  const said = { fact: fact(finding, locale), conclusion: conclusion(finding, locale) };
  return between
    ? m.sentence_with_grounds({ ...said, grounds: between }, { locale })
    : m.sentence({ ...said }, { locale });
}
