import { CatalogError, type CsvRow, csv_table } from "../csv_table.ts";
import { layer_by_id } from "../index.ts";
import { topic_names } from "../topic_names.ts";
import type { Rule } from "../types.ts";
import { way_out_names } from "../way_out_names.ts";

const COLUMNS = [
  ...["id", "a_layer", "b_layer", "relation", "kind", "topic", "applied", "planned_only"],
  ...[
    "horizontal_m",
    "vertical_m",
    "a_has",
    "a_lacks",
    "b_has",
    "b_lacks",
    "run_min_m",
    "run_max_m",
    "upper",
  ],
  ...["severity", "ways_out", "assumed", "reason_nl", "reason_en", "reason_fr", "jurisdiction", "confidence"],
  ...["source_title", "source_url", "version"],
];

/**
 * Reads a table of rules. `a_layer` and `b_layer` may list several layers separated by `|`: the row then
 * becomes one rule for each unordered pair of two different layers, with the id `id:a:b`; a row about one
 * pair keeps its id. Within a rule a and b are put in alphabetical order (conditions and `upper` with
 * them), so that all rows about a pair have one orientation. Throws CatalogError on anything unknown.
 */
export function read_rules(url: URL): Rule[] {
  return csv_table(url, COLUMNS, read_row).flat();
}

function read_row(row: CsvRow): Rule[] {
  const [a_layers, b_layers] = (["a_layer", "b_layer"] as const).map((column) =>
    row.list(column).map((id) => (layer_by_id(id) ? id : row.fail(column, "ids of layers"))),
  ) as [string[], string[]];
  const one_pair = a_layers.length === 1 && b_layers.length === 1;
  const id = row.text("id");
  const common = {
    relation: row.one_of("relation", ["parallel", "crossing", "any", "overlap", "time"]),
    kind: row.one_of("kind", ["conflict", "attention", "synergy"]),
    topic: row.one_of("topic", Object.keys(topic_names)),
    applied: row.boolean("applied"),
    planned_only: row.boolean("planned_only"),
    horizontal_m: distance(row, "horizontal_m"),
    vertical_m: distance(row, "vertical_m"),
    run_min_m: distance(row, "run_min_m"),
    run_max_m: distance(row, "run_max_m"),
    severity: row.one_of("severity", ["block", "mitigate", "inform"]),
    ways_out: row
      .list("ways_out")
      .map((way) => (way in way_out_names ? way : row.fail("ways_out", "ids of way_out_names"))),
    assumed: row.boolean("assumed"),
    reason: { nl: row.text("reason_nl"), en: row.text("reason_en"), fr: row.text("reason_fr") },
    jurisdiction: row.text("jurisdiction"),
    confidence: row.one_of("confidence", ["high", "medium", "low"]),
    source_title: row.text("source_title"),
    source_url: row.url("source_url"),
    version: row.number("version"),
  };
  const a = { has: row.list("a_has"), lacks: row.list("a_lacks") };
  const b = { has: row.list("b_has"), lacks: row.list("b_lacks") };
  const upper = row.text_or_null("upper") === null ? null : row.one_of("upper", ["a", "b"]);
  return pairs(a_layers, b_layers, one_pair).map(([first, second]) => {
    const keep = first <= second;
    const rule: Rule = {
      id: one_pair ? id : `${id}:${keep ? first : second}:${keep ? second : first}`,
      a_layer: keep ? first : second,
      b_layer: keep ? second : first,
      ...common,
      a_has: (keep ? a : b).has,
      a_lacks: (keep ? a : b).lacks,
      b_has: (keep ? b : a).has,
      b_lacks: (keep ? b : a).lacks,
      upper: upper === null || keep ? upper : upper === "a" ? "b" : "a",
    };
    check_rule(rule);
    return rule;
  });
}

function distance(row: CsvRow, column: string): number | null {
  const value = row.number_or_null(column);
  return value !== null && value < 0 ? row.fail(column, "0 or more") : value;
}

function pairs(
  a_layers: readonly string[],
  b_layers: readonly string[],
  one_pair: boolean,
): [string, string][] {
  const seen = new Set<string>();
  const out: [string, string][] = [];
  for (const a of a_layers) {
    for (const b of b_layers) {
      const key = [a, b].sort().join();
      if (seen.has(key) || (a === b && !one_pair)) continue;
      seen.add(key);
      out.push([a, b]);
    }
  }
  return out;
}

/** The figure a rule needs before the engine can apply it, by relation. */
function check_rule(rule: Rule): void {
  for (const [layer, traits] of [
    [rule.a_layer, [...rule.a_has, ...rule.a_lacks]],
    [rule.b_layer, [...rule.b_has, ...rule.b_lacks]],
  ] as const) {
    const known = layer_by_id(layer)?.traits.map((trait) => trait.id) ?? [];
    const unknown = traits.find((trait) => !known.includes(trait));
    if (unknown !== undefined) {
      throw new CatalogError(
        `rule ${rule.id}: expected a trait of ${layer} (${known.join(", ")}), got "${unknown}"`,
      );
    }
  }
  if (!rule.applied) return;
  const figure = rule.relation === "crossing" ? rule.vertical_m : rule.horizontal_m;
  if (figure === null) {
    throw new CatalogError(
      `rule ${rule.id}: an applied rule of relation ${rule.relation} needs ${rule.relation === "crossing" ? "vertical_m" : "horizontal_m"}, got none`,
    );
  }
}
