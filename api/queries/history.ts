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
  /** What people set of it, as it was and as it became; null where it was not there, and of a restoration. */
  readonly before: HistoryState | null;
  readonly after: HistoryState | null;
  /** How far the middle of its shape moved; null without two shapes. */
  readonly moved_m: number | null;
}

/** A scenario, phase or measure at a moment; null is what it has not got. */
export interface HistoryState {
  readonly name: string;
  readonly description: string | null;
  readonly archived: boolean | null;
  readonly measure_type: string | null;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  readonly from: string | null;
  readonly until: string | null;
  readonly phase: string | null;
  readonly year_from: number | null;
  readonly year_to: number | null;
  readonly length_m: number | null;
  readonly area_m2: number | null;
}

/** The changes of a scenario, its measures and its phases. */
function changes(sql: Transaction, scenario_id: number) {
  return sql`
    select * from change where authority_id = current_authority() and word in ('measure', 'scenario_phase', 'restoration')
      and coalesce(after, before) ->> 'scenario_id' = ${String(scenario_id)}
    union all
    select * from change where authority_id = current_authority() and word = 'scenario' and thing_id = ${String(scenario_id)}`;
}

/** The changes of a scenario, newest first; with `before` those before a change. */
export function list_history(
  sql: Transaction,
  of: { scenario_id: number; before: number | null; limit: number },
): Promise<HistoryRow[]> {
  return sql<HistoryRow[]>`
    select c.id, c.at, account_name(c.viewer) as viewer, c.word, c.thing_id::bigint as thing_id, c.action,
      r.row ->> 'measure_type' as measure_type, coalesce(r.row ->> 'name', '') as name,
      array(select k from jsonb_object_keys(coalesce(c.after, '{}')) k
        where c.action = 'update' and c.before -> k is distinct from c.after -> k and k <> 'version' order by k) as fields,
      case c.word when 'restoration' then (c.after ->> 'change_id')::bigint end as restored_to,
      case c.word when 'restoration' then null else history_state(c.before) end as before,
      case c.word when 'restoration' then null else history_state(c.after) end as after,
      round(st_distance(st_centroid(history_geom(c.before)), st_centroid(history_geom(c.after)))::numeric, 2)::float8 as moved_m
    from (
      select * from (${changes(sql, of.scenario_id)}) h
      where ${of.before}::bigint is null or h.id < ${of.before}::bigint order by h.id desc limit ${of.limit}
    ) c, lateral (select coalesce(c.after, c.before) as row) r
    order by c.id desc`;
}

/** One change of whatever row the history is kept of. */
export interface ChangeRow {
  readonly id: number;
  readonly at: Date;
  readonly viewer: string;
  readonly word: string;
  readonly thing_id: string;
  readonly action: "insert" | "update" | "delete";
  readonly changed: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

/**
 * All changes that the viewer may know of, newest first, each with the fields that it changed as they are stored; of
 * what holds parts of deliveries (trial pits, packages), and of what has expired, only that it was changed.
 */
export function list_changes(
  sql: Transaction,
  of: { word: string | null; thing_id: string | null; before: number | null; limit: number },
): Promise<ChangeRow[]> {
  return sql<ChangeRow[]>`
    select c.id, c.at, account_name(c.viewer) as viewer, c.word, c.thing_id, c.action,
      (select coalesce(json_agg(json_build_object('field', k.field, 'before', c.before -> k.field, 'after', c.after -> k.field) order by k.field), '[]')
        from jsonb_object_keys(coalesce(c.before, '{}') || coalesce(c.after, '{}')) k (field)
        where c.word not in ('trial_pit', 'package') and k.field <> 'authority_id' and c.before -> k.field is distinct from c.after -> k.field
          and not (c.word = 'dataset' and exists (select from dataset d where d.authority_id = c.authority_id and d.id::text = c.thing_id and d.expires < current_date))) as changed
    from (
      select * from change h
      where h.authority_id = current_authority() and (${of.word}::text is null or h.word = ${of.word}::text)
        and (${of.thing_id}::text is null or h.thing_id = ${of.thing_id}::text)
        and (${of.before}::bigint is null or h.id < ${of.before}::bigint)
      order by h.id desc limit ${of.limit}
    ) c
    order by c.id desc`;
}

/** Whether a change belongs to the history of a scenario. */
export async function in_history(sql: Transaction, scenario_id: number, change_id: number): Promise<boolean> {
  const rows = await sql`select from (${changes(sql, scenario_id)}) h where h.id = ${change_id}`;
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
