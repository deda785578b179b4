import type { Transaction } from "../store/open_store.ts";

export interface RuleRow {
  readonly id: string;
  readonly a_layer: string;
  readonly b_layer: string;
  readonly relation: string;
  readonly kind: "conflict" | "attention" | "synergy";
  readonly topic: string;
  readonly applied: boolean;
  readonly planned_only: boolean;
  readonly horizontal_m: number | null;
  readonly vertical_m: number | null;
  readonly a_has: string[];
  readonly a_lacks: string[];
  readonly b_has: string[];
  readonly b_lacks: string[];
  readonly run_min_m: number | null;
  readonly run_max_m: number | null;
  readonly upper: "a" | "b" | null;
  readonly severity: "block" | "mitigate" | "inform";
  readonly ways_out: string[];
  readonly assumed: boolean;
  readonly reason: { readonly nl: string; readonly en: string; readonly fr: string };
  readonly jurisdiction: string;
  readonly confidence: "high" | "medium" | "low";
  readonly source_title: string;
  readonly source_url: string;
  readonly version: number;
  readonly own: boolean;
}

function columns(sql: Transaction) {
  return sql`id, a_layer, b_layer, relation, kind, topic, applied, planned_only, horizontal_m, vertical_m, a_has, a_lacks,
    b_has, b_lacks, run_min_m, run_max_m, upper, severity, ways_out, assumed, reason, jurisdiction, confidence,
    source_title, source_url, version, authority_id is not null as own`;
}

/** The rules in force for the viewer's authority; `own` marks those that replace the catalogue's. */
export async function list_rules(sql: Transaction): Promise<RuleRow[]> {
  return sql<RuleRow[]>`select ${columns(sql)} from effective_rules(current_authority()) order by id`;
}

export async function read_rule(sql: Transaction, id: string): Promise<RuleRow | undefined> {
  const [row] = await sql<RuleRow[]>`
    select ${columns(sql)} from effective_rules(current_authority()) where id = ${id}`;
  return row;
}
