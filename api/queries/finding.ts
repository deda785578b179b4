import type { InputGeometry } from "../schemas/geometry.ts";
import type { Transaction } from "../store/open_store.ts";
import { drawn_geometry, period_of } from "./drawn_geometry.ts";

/** One of the two things of a finding; of a hidden one only kind, layer and owner are there. */
export interface FindingThing {
  readonly kind: "feature" | "measure";
  readonly layer: string;
  readonly id: number | null;
  readonly part: number;
  readonly visible: boolean;
  readonly [key: string]: unknown;
}

export interface FindingRow {
  readonly id: string;
  readonly scenario_id: number | null;
  readonly rule_id: string;
  readonly kind: "conflict" | "attention" | "synergy";
  readonly severity: "block" | "mitigate" | "inform";
  readonly verdict: "violated" | "possible" | "unknown" | "clear";
  readonly distance_m: number | null;
  readonly uncertainty_m: number | null;
  readonly required_m: number | null;
  readonly vertical_m: number | null;
  readonly vertical_uncertainty_m: number | null;
  readonly required_vertical_m: number | null;
  readonly run_m: number | null;
  readonly gap_days: number | null;
  readonly assumed: string[];
  readonly stretch: { readonly type: string } | null;
  readonly stretch_m: number;
  readonly street_id: string | null;
  readonly a: FindingThing;
  readonly b: FindingThing;
  readonly rule: FindingRule;
}

export interface FindingRule {
  readonly id: string;
  readonly relation: string;
  readonly topic: string;
  readonly kind: "conflict" | "attention" | "synergy";
  readonly severity: "block" | "mitigate" | "inform";
  readonly jurisdiction: string;
  readonly confidence: "high" | "medium" | "low";
  readonly source_title: string;
  readonly source_url: string;
  readonly reason: { readonly nl: string; readonly en: string; readonly fr: string };
  readonly assumed: boolean;
  readonly ways_out: string[];
  readonly guidance: boolean;
}

export interface FindingCount {
  readonly kind: FindingRow["kind"];
  readonly severity: FindingRow["severity"];
  readonly verdict: FindingRow["verdict"];
  readonly findings: number;
  readonly stretch_m: number;
}

type Found = Omit<FindingRow, "rule">;

/** The columns of a finding as it is read from `f`. */
export function finding_columns(sql: Transaction) {
  return sql`f.id, f.scenario_id, f.rule_id, f.kind, f.severity, f.verdict, f.distance_m, f.uncertainty_m, f.required_m,
    f.vertical_m, f.vertical_uncertainty_m, f.required_vertical_m, f.run_m, f.gap_days, f.assumed,
    st_asgeojson(f.stretch_wgs84, 7)::jsonb as stretch, f.stretch_m, f.street_id, f.a, f.b`;
}

/**
 * Findings with their rules: a few rules speak for hundreds of findings, so each comes over the wire
 * once. `guidance`: not a figure of the law or of a binding network code. A finding whose rule is gone is left out.
 */
export async function with_rules(sql: Transaction, found: readonly Found[]): Promise<FindingRow[]> {
  if (found.length === 0) return [];
  const ids = [...new Set(found.map(({ rule_id }) => rule_id))];
  const rows = await sql<FindingRule[]>`
    select id, relation, topic, kind, severity, jurisdiction, confidence, source_title, source_url, reason, assumed, ways_out,
      severity <> 'block' or confidence <> 'high' as guidance
    from effective_rules(current_authority()) where id = any (${ids}::text[])`;
  const rules = new Map(rows.map((rule) => [rule.id, rule]));
  return found.flatMap((row) => {
    const rule = rules.get(row.rule_id);
    return rule ? [{ ...row, rule }] : [];
  });
}

/** Which stored findings: of a scenario (null: the state today), of one street, dataset or measure or all. */
export interface FindingsOf {
  readonly scenario_id: number | null;
  readonly street_id?: string;
  readonly dataset_id?: number;
  readonly measure_id?: number | null;
  readonly verdicts?: readonly string[] | null;
}

/** The stored findings asked for, worst first. */
export async function list_findings(
  sql: Transaction,
  of: FindingsOf & { limit: number; offset: number },
): Promise<FindingRow[]> {
  const {
    scenario_id,
    street_id = null,
    verdicts = null,
    dataset_id = null,
    measure_id = null,
    limit,
    offset,
  } = of;
  const found = await sql<Found[]>`
    select ${finding_columns(sql)}
    from findings(${scenario_id}::bigint, ${street_id}::text, ${verdicts as string[] | null}::text[],
      ${limit}::int, ${offset}::int, ${dataset_id}::bigint, ${measure_id}::bigint) with ordinality f
    order by f.ordinality`;
  return with_rules(sql, found);
}

/** Counts of the findings that `list_findings` pages through, by kind, severity and verdict. */
export async function count_findings(sql: Transaction, of: FindingsOf): Promise<FindingCount[]> {
  const { scenario_id, street_id = null, verdicts = null, dataset_id = null, measure_id = null } = of;
  return sql<FindingCount[]>`
    select kind, severity, verdict, findings, stretch_m
    from finding_count(${scenario_id}::bigint, ${street_id}::text, ${verdicts as string[] | null}::text[],
      ${dataset_id}::bigint, ${measure_id}::bigint)
    order by kind, severity, verdict`;
}

export async function read_finding(sql: Transaction, id: string): Promise<FindingRow | undefined> {
  const found = await sql<Found[]>`select ${finding_columns(sql)} from finding_by_id(${id}::uuid) f`;
  const [row] = await with_rules(sql, found);
  return row;
}

/**
 * Findings of a measure that is not saved, worst first. With `measure_id` it stands in for that measure
 * of the scenario.
 */
export async function preview_findings(
  sql: Transaction,
  draft: {
    measure_type: string;
    geometry: InputGeometry;
    parameters: Readonly<Record<string, unknown>>;
    scenario_id: number | null;
    measure_id: number | null;
    from: string | null;
    until: string | null;
  },
): Promise<FindingRow[]> {
  const found = await sql<Found[]>`
    select ${finding_columns(sql)}
    from preview(${draft.measure_type}, ${drawn_geometry(sql, draft.geometry)},
      ${sql.json(draft.parameters as never)}, ${draft.scenario_id}::bigint, ${draft.measure_id}::bigint,
      ${period_of(sql, draft.from, draft.until)}) f
    order by array_position(array['violated', 'possible', 'unknown', 'clear'], f.verdict),
      array_position(array['block', 'mitigate', 'inform'], f.severity), f.id`;
  return with_rules(sql, found);
}
