import { layers } from "../catalog/layers/index.ts";
import { FIELD_WORDS } from "./field_words.ts";
import type { Row, Value } from "./flatgeobuf.ts";
import { LAYER_WORDS } from "./layer_words.ts";
import type { SourceTable } from "./source_table.ts";
import type { LayerMapping } from "./types.ts";
import { parse_number, parse_status, plain } from "./values.ts";

export type Unit = "m" | "cm" | "mm";

/** Lowest score that makes a guess; a layer or file name alone reaches it. */
const ENOUGH = 2;
/** Two layers closer than this are a tie: the user decides. */
const MARGIN = 0.15;
const FEATURE_COLUMNS = ["source_id", "top_m", "bottom_m", "diameter_m", "position_accuracy_m", "status"];
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  street_segment: ["source_id", "street_name", "street_key"],
  district: ["source_id", "name", "inhabitants", "dwellings"],
};

/**
 * Guesses how a source layer maps to ours, from its names, its fields and a sample of its rows.
 * `layer` is null where nothing speaks for one layer more than for every other. A guess is an offer:
 * callers show it (the mapping dialogue) or report it (a note), depths and units included.
 */
export function guess_mapping(table: SourceTable, sample: readonly Row[]): LayerMapping {
  const layer = guess_layer(table, sample);
  return { source_layer: table.name, layer, fields: layer ? guess_fields(table, sample, layer) : {} };
}

/** The layer (or `street_segment`, `district`) whose words fit the table best, or null. */
export function guess_layer(table: SourceTable, sample: readonly Row[]): string | null {
  const kinds = sampled_kinds(sample);
  const field_names = new Set(table.fields.map((field) => compact(field.name)));
  const values = text_values(sample);
  let best: { layer: string; score: number } | null = null;
  let tied = false;
  for (const [layer, known] of Object.entries(LAYER_WORDS)) {
    if (!takes(layer, kinds)) continue;
    const by_name = Math.max(
      match(words(table.name), known.names),
      0.9 * match(words(stem(table.member)), known.names),
    );
    const by_field = (known.fields ?? []).filter(
      (word) => field_names.has(compact(word)) || field_names.has(`original${compact(word)}`),
    ).length;
    const by_value = (known.values ?? []).some((word) => values.has(word)) ? 1 : 0;
    const score = 2.5 * by_name + Math.min(4, 2 * by_field) + 2 * by_value;
    if (score < ENOUGH || (best && score <= best.score - MARGIN)) continue;
    tied = best !== null && score < best.score + MARGIN;
    if (!best || score > best.score) best = { layer, score };
  }
  return tied ? null : (best?.layer ?? null);
}

/** Our columns and attributes of `layer` to the source's fields, with the unit where a number needs one. */
export function guess_fields(
  table: SourceTable,
  sample: readonly Row[],
  layer: string,
): LayerMapping["fields"] {
  const attributes = layers.find((entry) => entry.id === layer)?.attributes ?? [];
  const targets = COLUMNS[layer] ?? [
    ...FEATURE_COLUMNS,
    ...(layer === "works" ? ["valid_from", "valid_to"] : []),
    ...attributes.map((attribute) => attribute.id),
  ];
  const out: Record<string, { field: string; unit?: Unit }> = {};
  const by_name = new Map(table.fields.map((field) => [compact(field.name), field.name]));
  if (sample[0] && "source_fid" in sample[0].fields) by_name.set("fid", "source_fid");
  for (const target of targets) {
    for (const word of [compact(target), ...(FIELD_WORDS[target] ?? [])]) {
      const field = by_name.get(word);
      if (!field || !fits(target, field, sample)) continue;
      out[target] =
        target.endsWith("_m") && !attributes.some(({ id }) => id === target)
          ? { field, unit: guess_unit(field, target, sample) }
          : { field };
      break;
    }
  }
  return out;
}

/** Whether the sampled values of a field can be what the target asks for. */
function fits(target: string, field: string, sample: readonly Row[]): boolean {
  const values = sample
    .map((row) => row.fields[field])
    .filter((value) => value !== null && value !== undefined && value !== "");
  // A column that is empty throughout tells nothing, and an identity must be there for every row.
  if (values.length === 0) return false;
  if (target === "source_id")
    return values.length === sample.length && new Set(values).size === values.length;
  if (target === "status")
    return values.filter((value) => parse_status(value as Value) !== null).length >= 0.5 * values.length;
  if (
    /_(m|cm|kw|bar|c)$/.test(target) ||
    ["inhabitants", "dwellings", "year_built", "year_planted", "points", "bays"].includes(target)
  )
    return values.filter((value) => parse_number(value as Value) !== null).length >= 0.8 * values.length;
  return true;
}

/** Unit of a length by the field's suffix, else by the size of its values. */
function guess_unit(field: string, target: string, sample: readonly Row[]): Unit {
  const suffix = /(?:^|[^a-z])(mm|cm|m)\W*$/.exec(
    field.toLowerCase().replace(/([a-z])_(mm|cm|m)$/, "$1 $2"),
  )?.[1];
  if (suffix) return suffix as Unit;
  const numbers = sample
    .map((row) => parse_number(row.fields[field]))
    .filter((value): value is number => value !== null);
  const largest = Math.max(0, ...numbers.map(Math.abs));
  // Pipes are given in millimetres from 20 up, covers in centimetres; nobody lays at 20 m.
  if (target === "diameter_m") return largest > 10 ? "mm" : "m";
  return largest > 1000 ? "mm" : largest > 20 ? "cm" : "m";
}

function takes(layer: string, kinds: ReadonlySet<string>): boolean {
  if (kinds.size === 0) return true;
  if (layer === "street_segment") return kinds.has("line");
  if (layer === "district") return kinds.has("area");
  const allowed = layers.find((entry) => entry.id === layer)?.geometry ?? [];
  return allowed.some((kind) => kinds.has(kind));
}

function sampled_kinds(sample: readonly Row[]): ReadonlySet<string> {
  const kinds = new Set<string>();
  for (const { parts } of sample) {
    if (!parts) continue;
    if (parts.points.length > 0) kinds.add("point");
    if (parts.lines.length > 0) kinds.add("line");
    if (parts.areas.length > 0) kinds.add("area");
  }
  return kinds;
}

function text_values(sample: readonly Row[]): ReadonlySet<string> {
  const out = new Set<string>();
  for (const row of sample.slice(0, 200))
    for (const value of Object.values(row.fields))
      if (typeof value === "string" && value.length < 40) out.add(plain(value));
  return out;
}

/** 0 where no word fits; above 1 the more of the name the longest fitting word covers. */
function match(name: string, known: readonly string[]): number {
  let best = 0;
  const steps = name.split("_");
  for (const word of known) {
    const whole = word.includes("_") ? `_${name}_`.includes(`_${word}_`) : steps.includes(word);
    const part = word.length >= 5 && steps.some((step) => step.startsWith(word) || step.endsWith(word));
    if (whole || part) best = Math.max(best, (whole ? 1 : 0.85) + Math.min(0.3, word.length / 60));
  }
  return best;
}

/** `Openbare-Verlichting` → `openbare_verlichting`; camel case is split too. */
function words(name: string): string {
  return plain(name.replace(/([a-z])([A-Z])/g, "$1_$2"))
    .replace(/[^a-z0-9:]+/g, "_")
    .replace(/^_|_$/g, "");
}

function stem(member: string): string {
  return member.replace(/^.*\//, "").replace(/(\.\w{1,8})+$/, "");
}

/** `Max_Power (kW)` → `maxpowerkw`; a trailing unit of our own targets is dropped. */
function compact(name: string): string {
  return plain(name)
    .replace(/[\s_]\(?(mm|cm|m)\)?$/, "")
    .replace(/[^a-z0-9]/g, "");
}
