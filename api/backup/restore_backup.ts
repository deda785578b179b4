import type postgres from "postgres";
import { known_migrations, mark_leakproof, migrate_on, migrate_to } from "../../sql/migrate.ts";
import { make_layer_partition } from "../../sql/sync_catalog.ts";
import { BackupError, type BackupReport, type BackupSequences, type BackupTable } from "./backup_file.ts";
import { backup_lines, backup_note, check_backup } from "./read_backup.ts";
import { quoted, type StoredTable, stored_tables } from "./stored_tables.ts";

const BATCH_BYTES = 2 * 1024 ** 2;

/**
 * Fills a store with what a backup holds, in one transaction, and brings it to this version: afterwards
 * it is equal to the one that the backup was made of, whichever of the two stores that was. The file is read
 * twice: once to see that it is whole. `force` gives up what the store holds now.
 *
 * Throws `BackupError` where the file is not whole or too new, or the store is not empty or in use; the store is then as it was.
 */
export async function restore_backup(
  sql: postgres.Sql,
  file: string,
  options: { readonly force: boolean; readonly on_table?: (table: string) => void },
): Promise<BackupReport> {
  const { head, report } = await check_backup(file, known_migrations());
  const connection = await sql.reserve();
  try {
    // A server that starts now waits here, as for a migration.
    await connection`select pg_advisory_lock(7270771)`;
    await connection.unsafe("begin");
    await refuse_unless_free(connection, options.force);
    await connection.unsafe(
      "drop schema if exists straatlagen cascade; drop schema if exists straatlagen_job cascade",
    );
    await migrate_to(connection, head.migrations);
    await connection.unsafe("set local timezone to 'UTC'; set local datestyle to 'ISO, YMD'");
    await fill_tables(connection, file, options.on_table ?? (() => undefined));
    await migrate_on(connection);
    await connection.unsafe("commit");
    await mark_leakproof(connection);
    // Without figures of the rows the planner chooses badly.
    await connection.unsafe("analyze");
  } catch (error) {
    await connection.unsafe("rollback").catch(() => undefined);
    throw error;
  } finally {
    await connection`select pg_advisory_unlock(7270771)`.catch(() => undefined);
    connection.release();
  }
  return report;
}

async function refuse_unless_free(connection: postgres.ReservedSql, force: boolean): Promise<void> {
  const [used] = await connection<{ pid: number }[]>`
    select pid from pg_stat_activity
    where datname = current_database() and application_name = 'straatlagen' and pid <> pg_backend_pid() limit 1`;
  if (used)
    throw new BackupError(
      "Expected a store that nobody uses, got one that a running Straatlagen is connected to. Stop it first.",
    );
  const [present] = await connection<{ at: string | null }[]>`
    select to_regclass('straatlagen.authority')::text as at`;
  const [kept] = present?.at ? await connection`select from straatlagen.authority limit 1` : [];
  if (kept && !force)
    throw new BackupError(
      "Expected an empty store, got one that holds data. With --force they are given up for those of the backup.",
    );
}

/** Puts the rows and sequences of a checked backup into tables that `migrate_to` made, in the transaction of the connection. */
export async function fill_tables(
  connection: postgres.ReservedSql,
  file: string,
  on_table: (table: string) => void,
): Promise<void> {
  const tables = new Map((await stored_tables(connection)).map((table) => [table.name, table]));
  let table: StoredTable | null = null;
  let insert = "";
  let batch: Buffer[] = [];
  let batch_bytes = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    await connection.unsafe(insert, [`[${batch.map((line) => line.toString("utf8")).join(",")}]`], {
      prepare: true,
    });
    batch = [];
    batch_bytes = 0;
  };
  for await (const lines of backup_lines(file))
    for (const line of lines) {
      if (line[0] === 0x5b) {
        batch.push(line);
        batch_bytes += line.length;
        if (batch_bytes >= BATCH_BYTES) await flush();
        continue;
      }
      const note = backup_note<BackupTable & BackupSequences & { rows: number }>(line);
      if (note.table) {
        on_table(note.table);
        table = tables.get(note.table) ?? null;
        insert = insert_into(table, note as BackupTable);
      } else if (note.rows !== undefined && table) {
        await flush();
        if (table.name === "layer") await make_partitions(connection);
        table = null;
      } else if (note.sequences)
        for (const [name, [value, given]] of Object.entries(note.sequences))
          await connection`select setval(${`straatlagen.${quoted(name)}`}::regclass, ${value}::text::bigint, ${given})`;
    }
}

/** Takes rows as one JSON array of arrays of texts: both stores do, and nothing has to be taken apart here. */
function insert_into(table: StoredTable | null, { table: name, columns }: BackupTable): string {
  const types = columns.map((column) => table?.columns.find((known) => known.name === column)?.type);
  const unknown = columns.filter((_, place) => types[place] === undefined);
  if (!table || unknown.length > 0)
    throw new BackupError(
      `The backup holds ${table ? `the columns ${unknown.join(", ")} of ${name}` : `a table ${name}`}, which its own migrations do not make.`,
    );
  const values = types.map((type, place) => `(r ->> ${place})::${type}`);
  return `insert into straatlagen.${quoted(name)} (${columns.map(quoted)}) overriding system value
    select ${values} from jsonb_array_elements($1::text::jsonb) r`;
}

async function make_partitions(connection: postgres.ReservedSql): Promise<void> {
  const layers = await connection<{ id: string }[]>`select id from layer order by draw_order`;
  for (const { id } of layers) await make_layer_partition(connection, id);
}
