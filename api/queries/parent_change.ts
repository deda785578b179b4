import type { Transaction } from "../store/open_store.ts";
import { type MeasureRow, read_measures } from "./measure.ts";

export interface ParentChangeRow {
  readonly parent_measure_id: number;
  readonly kind: "added" | "changed" | "removed";
  /** The branch changed or removed its own measure as well. */
  readonly conflict: boolean;
  /** Of the parent's measure as it is now; null where it was removed. */
  readonly parent_version: number | null;
  readonly measure_id: number | null;
}

/** What changed in the parent of a branch since; from none that is no branch. */
export function parent_changes(sql: Transaction, scenario_id: number): Promise<ParentChangeRow[]> {
  return sql<ParentChangeRow[]>`
    select parent_measure_id, kind, conflict, parent_version, measure_id from parent_changes(${scenario_id}::bigint)`;
}

/** The measures that changes of a parent are about: the parent's and the branch's own. */
export async function compared_measures(
  sql: Transaction,
  scenario_id: number,
  parent_id: number | null,
  changes: readonly ParentChangeRow[],
): Promise<{ theirs: MeasureRow | null; mine: MeasureRow | null }[]> {
  const ids = changes.map((one) => one.parent_measure_id);
  const own_ids = changes.flatMap((one) => one.measure_id ?? []);
  const theirs = parent_id === null ? [] : await read_measures(sql, parent_id, ids);
  const mine = await read_measures(sql, scenario_id, own_ids);
  return changes.map((one) => ({
    theirs: theirs.find((row) => row.id === one.parent_measure_id) ?? null,
    mine: mine.find((row) => row.id === one.measure_id) ?? null,
  }));
}

/** Takes over one change of the parent, or refuses it; answers the branch's own measure that it concerns. */
export async function take_parent_change(
  sql: Transaction,
  scenario_id: number,
  parent_measure_id: number,
  take: boolean,
): Promise<number | null> {
  const [row] = await sql<{ id: number | null }[]>`
    select take_parent_change(${scenario_id}::bigint, ${parent_measure_id}::bigint, ${take}) as id`;
  return row!.id;
}

/** Keeps others from changing a scenario until the transaction ends; there is nothing to conflict with. */
export async function hold_scenario(sql: Transaction, scenario_id: number): Promise<void> {
  await sql`select measure_conflicts(${scenario_id}::bigint, '{}', '{}')`;
}
