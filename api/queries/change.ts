import type { Transaction } from "../store/open_store.ts";

/** Rows of the history about measures of a scenario; as the index on them has it. */
function of_scenario(sql: Transaction, scenario_id: number) {
  return sql`change where authority_id = current_authority() and word = 'measure'
    and coalesce(after, before) ->> 'scenario_id' = ${String(scenario_id)}`;
}

/**
 * Where the history of a scenario's measures has got to; 0 where there is none. Who changes a scenario
 * keeps others waiting, so that what is committed later has a higher place.
 */
export async function history_place(sql: Transaction, scenario_id: number): Promise<number> {
  const [row] = await sql<{ seq: number }[]>`
    select coalesce(max(id), 0) as seq from ${of_scenario(sql, scenario_id)}`;
  return row!.seq;
}

/** The measures of a scenario that were changed after a place in its history. */
export async function measures_changed_since(
  sql: Transaction,
  scenario_id: number,
  seq: number,
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select distinct thing_id::bigint as id from ${of_scenario(sql, scenario_id)} and id > ${seq} order by 1`;
  return rows.map((row) => row.id);
}
