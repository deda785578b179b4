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

/** What was answered to changes with this key; undefined where they are new. */
export async function kept_answer<T>(
  sql: Transaction,
  scenario_id: number,
  key: string,
): Promise<T | undefined> {
  const [row] = await sql<{ answer: T }[]>`
    select answer from change_answer where scenario_id = ${scenario_id} and key = ${key}`;
  return row?.answer;
}

/** Keeps an answer for whoever sends the same changes again; those of a month ago go. */
export async function keep_answer(
  sql: Transaction,
  scenario_id: number,
  key: string,
  answer: object,
): Promise<void> {
  await sql`delete from change_answer where scenario_id = ${scenario_id} and at < now() - interval '1 month'`;
  await sql`
    insert into change_answer (authority_id, scenario_id, key, answer)
    values (current_authority(), ${scenario_id}, ${key}, ${sql.json(answer as never)})`;
}
