import type { Transaction } from "../store/open_store.ts";

export interface AccessRow {
  readonly organisation: string | null;
  readonly viewer_name: string;
  readonly route: string;
  readonly hour: Date;
  readonly looks: number;
  readonly last_at: Date;
}

/** Restricted datasets of other organisations that the viewer may see; of a tile, those that lie near it. */
export async function restricted_in_view(
  sql: Transaction,
  tile: { z: number; x: number; y: number } | null,
): Promise<number[]> {
  const [row] = await sql<{ ids: number[] }[]>`
    select restricted_in_view(${tile?.z ?? null}, ${tile?.x ?? null}, ${tile?.y ?? null})::float8[] as ids`;
  return row!.ids;
}

export async function log_look(
  sql: Transaction,
  dataset_ids: readonly number[],
  route: string,
): Promise<void> {
  await sql`select log_look(${dataset_ids as number[]}::bigint[], ${route})`;
}

/** A page of who was shown something of a dataset, newest first; empty for whoever does not own it. */
export async function list_access(
  sql: Transaction,
  of: { dataset_id: number; limit: number; offset: number },
): Promise<{ looks: AccessRow[]; total: number }> {
  const rows = await sql<(AccessRow & { total: number })[]>`
    select * from access_of_dataset(${of.dataset_id}, ${of.limit}, ${of.offset})`;
  return { looks: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}
