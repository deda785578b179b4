import type { Transaction } from "../store/open_store.ts";

export interface ResidentLinkRow {
  readonly id: number;
  readonly name: string;
  readonly scenario_id: number;
  readonly scenario: string;
  readonly measure_ids: number[] | null;
  readonly expires: Date;
  readonly created_at: Date;
  readonly withdrawn_at: Date | null;
}

/** The residents' links of the authority, newest first. */
export async function list_resident_links(sql: Transaction): Promise<ResidentLinkRow[]> {
  return sql<ResidentLinkRow[]>`
    select id, name, scenario_id, scenario, measure_ids::float8[] as measure_ids, expires, created_at, withdrawn_at from resident_links()`;
}

/** Keeps a link's hash; null where the scenario is not there or a measure is not in it. */
export async function add_resident_link(
  sql: Transaction,
  of: {
    name: string;
    token_hash: Buffer;
    scenario_id: number;
    measure_ids: readonly number[] | null;
    expires: Date;
  },
): Promise<number | null> {
  const [row] = await sql<{ id: number | null }[]>`
    select add_resident_link(${of.name}, ${of.token_hash}, ${of.scenario_id}, ${of.measure_ids as number[] | null}::bigint[], ${of.expires}) as id`;
  return row!.id;
}

export async function withdraw_resident_link(sql: Transaction, id: number): Promise<boolean> {
  const [row] = await sql<{ done: boolean }[]>`select withdraw_resident_link(${id}) as done`;
  return row!.done;
}
