import type { Finding, Thing } from "../client.ts";
import { layer_name } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { type Locale, metres, number } from "../text/number.ts";
import { in_reading_order } from "./finding_sentence.ts";

export interface DerivationLine {
  readonly label: string;
  readonly value: string;
  /** The line that compares and concludes. */
  readonly check?: boolean;
}

interface Measured {
  readonly value_m: number | null;
  readonly uncertainty_m: number | null;
  readonly required_m: number | null;
}

/**
 * The comparison as anyone can redo it: the worst case against the rule, and where that is not enough, the
 * best case too. With value d, uncertainty u and required R: d + u < R short for sure; d − u < R maybe; else far enough.
 */
export function comparison({ value_m, uncertainty_m, required_m }: Measured, locale: Locale): string | null {
  if (value_m === null || required_m === null) return null;
  const u_m = uncertainty_m ?? 0;
  const figure = (v: number) => number(v, locale, 2, 1);
  const required = metres(required_m, locale);
  const high = `${figure(value_m)} + ${figure(u_m)} = ${metres(value_m + u_m, locale)}`;
  const low = `${figure(value_m)} − ${figure(u_m)} = ${metres(value_m - u_m, locale)}`;
  if (value_m + u_m < required_m) return `${high} < ${required}`;
  if (value_m - u_m < required_m) return `${low} < ${required} ≤ ${metres(value_m + u_m, locale)}`;
  return `${low} ≥ ${required}`;
}

function accuracy_line(thing: Thing, vertical: boolean, assumed: boolean, locale: Locale): DerivationLine[] {
  const value_m = vertical ? thing.depth_accuracy_m : thing.position_accuracy_m;
  if (value_m === null || value_m === undefined) return [];
  const value = `±\u00a0${metres(value_m, locale)}`;
  return [
    {
      label: m.derivation_accuracy_of({ thing: layer_name(thing.layer, locale) }, { locale }),
      value: assumed ? m.derivation_assumed({ value }, { locale }) : value,
    },
  ];
}

/** The numbers a finding rests on, line by line, ending in the comparison; printable and complete. */
export function derivation(finding: Finding, locale: Locale): DerivationLine[] {
  const options = { locale };
  const out: DerivationLine[] = [];
  const { assumed } = finding;
  const [first, second] = in_reading_order(finding);
  const side = (thing: Thing) => (thing === finding.a ? "a" : "b");
  const accuracies = (what: "position" | "depth") =>
    [first, second].flatMap((thing) =>
      // What a trial pit showed counts in place of the data's own accuracy.
      assumed.includes(`${side(thing)}_pit`)
        ? [
            {
              label: m.derivation_accuracy_of({ thing: layer_name(thing.layer, locale) }, options),
              value: m.derivation_pit({}, options),
            },
          ]
        : accuracy_line(thing, what === "depth", assumed.includes(`${side(thing)}_${what}`), locale),
    );
  if (finding.distance_m !== null) {
    out.push({ label: m.derivation_distance({}, options), value: metres(finding.distance_m, locale) });
    out.push(...accuracies("position"));
    if (finding.uncertainty_m !== null) {
      out.push({
        label: m.derivation_together({}, options),
        value: `±\u00a0${metres(finding.uncertainty_m, locale)}`,
      });
    }
  }
  if (finding.required_m !== null) {
    out.push({ label: m.derivation_required({}, options), value: metres(finding.required_m, locale) });
    const check = comparison(
      { value_m: finding.distance_m, uncertainty_m: finding.uncertainty_m, required_m: finding.required_m },
      locale,
    );
    if (check) out.push({ label: m.derivation_check({}, options), value: check, check: true });
  }
  if (finding.required_vertical_m !== null) {
    out.push({
      label: m.derivation_gap({}, options),
      value: finding.vertical_m === null ? m.not_known({}, options) : metres(finding.vertical_m, locale),
    });
    if (finding.vertical_m !== null) {
      out.push(...accuracies("depth"));
    }
    out.push({
      label: m.derivation_required_gap({}, options),
      value: metres(finding.required_vertical_m, locale),
    });
    const check = comparison(
      {
        value_m: finding.vertical_m,
        uncertainty_m: finding.vertical_uncertainty_m,
        required_m: finding.required_vertical_m,
      },
      locale,
    );
    if (check) out.push({ label: m.derivation_check_gap({}, options), value: check, check: true });
  }
  if (finding.run_m !== null) {
    out.push({ label: m.derivation_run({}, options), value: metres(finding.run_m, locale) });
  }
  if (finding.gap_days !== null) {
    out.push({ label: m.derivation_days({}, options), value: number(finding.gap_days, locale) });
  }
  return out;
}
