import type { Transaction } from "../store/open_store.ts";
import type { WriteState } from "./scenario.ts";

/** Why a versioned row of a table was not written: a newer version is stored, or the row is gone. */
export async function unwritten(
  sql: Transaction,
  table: "financing_sheet" | "lesson",
  id: number,
): Promise<WriteState> {
  const [stored] = await sql<{ version: number }[]>`select version from ${sql(table)} where id = ${id}`;
  return stored ? { state: "stale", version: stored.version } : { state: "missing" };
}
