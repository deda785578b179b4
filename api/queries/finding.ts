import type { InputGeometry } from "../schemas/geometry.ts";
import type { Transaction } from "../store/open_store.ts";
import { drawn_geometry } from "./drawn_geometry.ts";

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

function columns(sql: Transaction) {
  return sql`f.id, f.scenario_id, f.rule_id, f.kind, f.severity, f.verdict, f.distance_m, f.uncertainty_m, f.required_m,
    f.vertical_m, f.vertical_uncertainty_m, f.required_vertical_m, f.run_m, f.gap_days, f.assumed,
    st_asgeojson(f.stretch_wgs84, 7)::jsonb as stretch, f.stretch_m, f.street_id, f.a, f.b, r.rule`;
}

/** The rules in force as findings carry them; `guidance`: not a figure of the law or of a binding network code. */
function rules(sql: Transaction) {
  return sql`
    select id, jsonb_build_object('id', id, 'relation', relation, 'topic', topic, 'kind', kind, 'severity', severity,
      'jurisdiction', jurisdiction, 'confidence', confidence, 'source_title', source_title, 'source_url', source_url,
      'reason', reason, 'assumed', assumed, 'ways_out', ways_out, 'guidance', severity <> 'block' or confidence <> 'high') as rule
    from effective_rules(current_authority())`;
}

/** Stored findings of a scenario (null: the state today), of one street or all, worst first. */
export async function list_findings(
  sql: Transaction,
  of: {
    scenario_id: number | null;
    street_id: string | null;
    verdicts: readonly string[] | null;
    limit: number;
    offset: number;
  },
): Promise<FindingRow[]> {
  return sql<FindingRow[]>`
    select ${columns(sql)}
    from findings(${of.scenario_id}::bigint, ${of.street_id}::text, ${of.verdicts as string[] | null}::text[], ${of.limit}::int, ${of.offset}::int)
      with ordinality f
    join (${rules(sql)}) r on r.id = f.rule_id
    order by f.ordinality`;
}

/** Counts of the findings that `list_findings` pages through, by kind, severity and verdict. */
export async function count_findings(
  sql: Transaction,
  of: { scenario_id: number | null; street_id: string | null; verdicts: readonly string[] | null },
): Promise<FindingCount[]> {
  return sql<FindingCount[]>`
    select kind, severity, verdict, findings, stretch_m
    from finding_count(${of.scenario_id}::bigint, ${of.street_id}::text, ${of.verdicts as string[] | null}::text[])
    order by kind, severity, verdict`;
}

export async function read_finding(sql: Transaction, id: string): Promise<FindingRow | undefined> {
  const [row] = await sql<FindingRow[]>`
    select ${columns(sql)} from finding_by_id(${id}::uuid) f join (${rules(sql)}) r on r.id = f.rule_id`;
  return row;
}

/** Findings of a measure that is not saved, worst first. */
export async function preview_findings(
  sql: Transaction,
  draft: {
    measure_type: string;
    geometry: InputGeometry;
    parameters: Readonly<Record<string, unknown>>;
    scenario_id: number | null;
  },
): Promise<FindingRow[]> {
  return sql<FindingRow[]>`
    select ${columns(sql)}
    from preview(${draft.measure_type}, ${drawn_geometry(sql, draft.geometry)},
      ${sql.json(draft.parameters as never)}, ${draft.scenario_id}::bigint) f
    join (${rules(sql)}) r on r.id = f.rule_id
    order by array_position(array['violated', 'possible', 'unknown', 'clear'], f.verdict),
      array_position(array['block', 'mitigate', 'inform'], f.severity), f.id`;
}
