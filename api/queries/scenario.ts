import type { Transaction } from "../store/open_store.ts";

export interface ScenarioRow {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  /** Put away: not in the list unless asked for. */
  readonly archived: boolean;
  /** The scenario it was copied from; that one may be gone. */
  readonly copy_of: number | null;
  /** Changes of that one can be taken over. */
  readonly is_branch: boolean;
  readonly version: number;
  readonly created_at: Date;
  readonly measure_count: number;
}

/** What a write on a versioned row came to; `version` is the one that is now stored. */
export type WriteState =
  | { readonly state: "saved"; readonly version: number }
  | { readonly state: "stale"; readonly version: number }
  | { readonly state: "missing" };

function scenarios(sql: Transaction) {
  return sql`
    select s.id, s.name, s.description, s.archived, s.copy_of, s.is_branch, s.version, s.created_at,
      (select count(*) from measure m where m.authority_id = s.authority_id and m.scenario_id = s.id) as measure_count
    from scenario s`;
}

/** The scenarios of the authority, newest first: those in use, or those put away. */
export async function list_scenarios(sql: Transaction, archived = false): Promise<ScenarioRow[]> {
  return sql<ScenarioRow[]>`${scenarios(sql)} where s.archived = ${archived} order by s.id desc`;
}

export async function read_scenario(sql: Transaction, id: number): Promise<ScenarioRow | undefined> {
  const [row] = await sql<ScenarioRow[]>`${scenarios(sql)} where s.id = ${id}`;
  return row;
}

/** Those of the given scenarios that there are. */
export function scenarios_by_id(sql: Transaction, ids: readonly number[]): Promise<ScenarioRow[]> {
  return sql<ScenarioRow[]>`${scenarios(sql)} where s.id = any (${ids as number[]}::bigint[])`;
}

export async function scenario_exists(sql: Transaction, id: number): Promise<boolean> {
  const rows = await sql`select from scenario where id = ${id}`;
  return rows.length > 0;
}

export async function add_scenario(
  sql: Transaction,
  of: { name: string; description: string },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into scenario (authority_id, name, description)
    values (current_authority(), ${of.name}, ${of.description}) returning id`;
  return row!.id;
}

/** A new scenario with the measures of another, as a branch or on its own; null where there is none. */
export async function copy_scenario(
  sql: Transaction,
  id: number,
  { name, branch }: { name: string; branch: boolean },
): Promise<number | null> {
  const [row] = await sql<
    { id: number | null }[]
  >`select copy_scenario(${id}::bigint, ${name}, ${branch}) as id`;
  return row!.id;
}

/** Changes a scenario if `version` is the stored one. */
export async function change_scenario(
  sql: Transaction,
  of: { id: number; version: number; name: string; description: string; archived?: boolean | undefined },
): Promise<WriteState> {
  const [row] = await sql<{ version: number }[]>`
    update scenario set name = ${of.name}, description = ${of.description},
      archived = coalesce(${of.archived ?? null}::boolean, archived), version = version + 1
    where id = ${of.id} and version = ${of.version} returning version`;
  return row ? { state: "saved", version: row.version } : not_written(sql, of.id);
}

/** Deletes a scenario with its measures and findings if `version` is the stored one. */
export async function delete_scenario(sql: Transaction, id: number, version: number): Promise<WriteState> {
  const measures = await sql<{ id: number; version: number }[]>`
    select m.id, m.version from measure m join scenario s on s.authority_id = m.authority_id and s.id = m.scenario_id
    where s.id = ${id} and s.version = ${version}`;
  // Each measure takes its findings with it and gets its line in the history.
  for (const measure of measures)
    await sql`select delete_measure(${measure.id}::bigint, ${measure.version}::bigint)`;
  const rows = await sql`delete from scenario where id = ${id} and version = ${version} returning id`;
  return rows.length > 0 ? { state: "saved", version } : not_written(sql, id);
}

async function not_written(sql: Transaction, id: number): Promise<WriteState> {
  const [stored] = await sql<{ version: number }[]>`select version from scenario where id = ${id}`;
  return stored ? { state: "stale", version: stored.version } : { state: "missing" };
}
