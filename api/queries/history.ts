import type { Transaction } from "../store/open_store.ts";

/** One change in the history of a scenario. */
export interface HistoryRow {
  readonly id: number;
  readonly at: Date;
  readonly viewer: string;
  readonly word: "scenario" | "scenario_phase" | "measure" | "restoration";
  readonly thing_id: number;
  readonly action: "insert" | "update" | "delete";
  readonly measure_type: string | null;
  readonly name: string;
  /** Which fields changed; empty where it came or went. */
  readonly fields: readonly string[];
  /** Of a restoration: the change to which it went back. */
  readonly restored_to: number | null;
}

function history(sql: Transaction, scenario_id: number) {
  return sql`
    select c.id, c.at, account_name(c.viewer) as viewer, c.word, c.thing_id::bigint as thing_id, c.action,
      r.row ->> 'measure_type' as measure_type, coalesce(r.row ->> 'name', '') as name,
      array(select k from jsonb_object_keys(coalesce(c.after, '{}')) k
        where c.action = 'update' and c.before -> k is distinct from c.after -> k and k <> 'version' order by k) as fields,
      case c.word when 'restoration' then (c.after ->> 'change_id')::bigint end as restored_to
    from (
      select * from change where authority_id = current_authority() and word in ('measure', 'scenario_phase', 'restoration')
        and coalesce(after, before) ->> 'scenario_id' = ${String(scenario_id)}
      union all
      select * from change where authority_id = current_authority() and word = 'scenario' and thing_id = ${String(scenario_id)}
    ) c, lateral (select coalesce(c.after, c.before) as row) r`;
}

/** The changes of a scenario, newest first; with `before` those before a change. */
export function list_history(
  sql: Transaction,
  of: { scenario_id: number; before: number | null; limit: number },
): Promise<HistoryRow[]> {
  return sql<HistoryRow[]>`
    select * from (${history(sql, of.scenario_id)}) h
    where ${of.before}::bigint is null or h.id < ${of.before}::bigint order by h.id desc limit ${of.limit}`;
}

/** Whether a change belongs to the history of a scenario. */
export async function in_history(sql: Transaction, scenario_id: number, change_id: number): Promise<boolean> {
  const rows = await sql`select from (${history(sql, scenario_id)}) h where h.id = ${change_id}`;
  return rows.length > 0;
}

/** Brings a scenario back to what it was right after a change; the measures that moved, null where there is no scenario. */
export async function restore_scenario(
  sql: Transaction,
  scenario_id: number,
  change_id: number,
): Promise<number[] | null> {
  const [row] = await sql<{ ids: number[] | null }[]>`
    select restore_scenario(${scenario_id}::bigint, ${change_id}::bigint) as ids`;
  return row!.ids;
}
