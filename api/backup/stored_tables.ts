import type postgres from "postgres";
import { BackupError } from "./backup_file.ts";

/** A table as it is kept: the columns that cannot be worked out again, with their types. */
export interface StoredTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/**
 * The tables of the store that a backup holds, each after the tables that it refers to. Left out: `migration`
 * (the head names them), what is staged for a running import (unlogged), generated columns.
 */
export async function stored_tables(sql: postgres.ReservedSql): Promise<StoredTable[]> {
  const tables = await sql<{ name: string; columns: StoredTable["columns"]; refers_to: string[] }[]>`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
       from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      array(select distinct p.relname::text from pg_constraint k join pg_class p on p.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid)
        -- A table in parts has one for each layer, without a foreign key.
        || case when c.relkind = 'p' then array['layer'] else '{}' end as refers_to
    from pg_class c
    where c.relnamespace = 'straatlagen'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relpersistence = 'p' and c.relname <> 'migration'
    order by c.relname`;
  const ordered: StoredTable[] = [];
  const placed = new Set<string>();
  const names = new Set(tables.map((table) => table.name));
  while (ordered.length < tables.length) {
    const next = tables.filter(
      (table) =>
        !placed.has(table.name) &&
        table.refers_to.every((parent) => placed.has(parent) || !names.has(parent)),
    );
    if (next.length === 0)
      throw new BackupError(
        "Expected tables that can be filled one after the other, got some that refer to each other in a circle.",
      );
    for (const { name, columns } of next) {
      ordered.push({ name, columns });
      placed.add(name);
    }
  }
  return ordered;
}

/** A name as SQL quotes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
