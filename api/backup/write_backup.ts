import { createHash } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type postgres from "postgres";
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  type BackupEnd,
  BackupError,
  type BackupHead,
  type BackupReport,
  type BackupSequences,
  type BackupTable,
} from "./backup_file.ts";
import { quoted, type StoredTable, stored_tables } from "./stored_tables.ts";

/** Bytes of rows that are fetched at a time, about. */
const FETCH_BYTES = 2 * 1024 ** 2;
const FETCH_ROWS = 5000;

/**
 * Writes the whole store to a new file, as it was at one moment whatever is written meanwhile; rows pass
 * through, so that memory does not grow with the store. On a server nobody waits; the embedded store, which
 * has one connection to give, is held until the file is written. The store may be of an earlier version.
 *
 * Throws `BackupError` where the file is there already or the store holds nothing; no file is then left behind.
 */
export async function write_backup(
  sql: postgres.Sql,
  file: string,
  on_table: (table: string) => void | Promise<void> = () => undefined,
): Promise<BackupReport> {
  if (existsSync(file))
    throw new BackupError(`Expected the name of a new file, got ${file}, which is there already.`);
  const part = `${file}.part`;
  const connection = await sql.reserve();
  try {
    await connection.unsafe("begin isolation level repeatable read read only");
    // Whatever the server's settings: the same text for the same value, and no digit lost.
    await connection.unsafe(
      "set local timezone to 'UTC'; set local datestyle to 'ISO, YMD'; set local intervalstyle to 'postgres'; set local bytea_output to 'hex'; set local extra_float_digits to 1",
    );
    const report = { file, tables: 0, rows: 0 };
    await pipeline(
      Readable.from(lines(connection, report, on_table)),
      createGzip({ level: 6 }),
      // Whoever may not see restricted data in the store may not read them here.
      createWriteStream(part, { mode: 0o600, flags: "wx" }),
    );
    for (const path of [part, dirname(file)]) {
      const handle = await open(path, "r");
      await handle.sync();
      await handle.close();
    }
    await rename(part, file);
    return report;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST")
      throw new BackupError(`Another backup is being written to ${part}; if none is, remove that file.`);
    await rm(part, { force: true });
    throw error;
  } finally {
    await connection.unsafe("rollback").catch(() => undefined);
    connection.release();
  }
}

async function* lines(
  connection: postgres.ReservedSql,
  report: { tables: number; rows: number },
  on_table: (table: string) => void | Promise<void>,
): AsyncGenerator<string> {
  const hash = createHash("sha256");
  const hashed = (values: readonly object[]): string => {
    const text = values.map((value) => `${JSON.stringify(value)}\n`).join("");
    hash.update(text);
    return text;
  };
  yield hashed([await head_of(connection)]);
  for (const table of await stored_tables(connection)) {
    await on_table(table.name);
    const columns = table.columns.map((column) => column.name);
    yield hashed([{ table: table.name, columns } satisfies BackupTable]);
    let rows = 0;
    for await (const part of rows_of(connection, table)) {
      rows += part.length;
      yield hashed(part);
    }
    yield hashed([{ rows }]);
    report.tables += 1;
    report.rows += rows;
  }
  // Read last: a sequence is not part of the snapshot, but is never behind the rows of it.
  yield hashed([await sequences_of(connection)]);
  const end: BackupEnd = { end: true, ...report_counts(report), sha256: hash.digest("hex") };
  yield `${JSON.stringify(end)}\n`;
}

function report_counts({ tables, rows }: { tables: number; rows: number }) {
  return { tables, rows };
}

async function head_of(connection: postgres.ReservedSql): Promise<BackupHead> {
  const [present] = await connection<{ at: string | null }[]>`
    select to_regclass('straatlagen.migration')::text as at`;
  const [setting] = present?.at
    ? await connection<{ analysis_srid: number }[]>`select analysis_srid from setting`
    : [];
  if (!setting) throw new BackupError("Expected a store with something in it, got an empty one.");
  const migrations = await connection<{ name: string }[]>`select name from migration order by name`;
  return {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    made_at: new Date().toISOString(),
    analysis_srid: setting.analysis_srid,
    migrations: migrations.map((row) => row.name),
  };
}

/** The rows of a table, some at a time: fewer where they are large. */
async function* rows_of(
  connection: postgres.ReservedSql,
  table: StoredTable,
): AsyncGenerator<(string | null)[][]> {
  const values = table.columns.map((column) => `${quoted(column.name)}::text`);
  await connection.unsafe(
    `declare backup_rows no scroll cursor for select ${values} from straatlagen.${quoted(table.name)}`,
  );
  const most = table.columns.some((column) => column.type === "bytea") ? 1 : FETCH_ROWS;
  for (let count = 1; ; ) {
    const rows = (await connection.unsafe(`fetch ${count} from backup_rows`).values()) as unknown as (
      | string
      | null
    )[][];
    if (rows.length > 0) yield [...rows];
    if (rows.length < count) break;
    const bytes = rows.reduce(
      (sum, row) => sum + row.reduce((length, value) => length + (value?.length ?? 4), 0),
      0,
    );
    // Grows step by step, since the next rows may be larger.
    count = Math.max(1, Math.min(count * 4, Math.floor((FETCH_BYTES / bytes) * rows.length), most));
  }
  await connection.unsafe("close backup_rows");
}

async function sequences_of(connection: postgres.ReservedSql): Promise<BackupSequences> {
  const names = await connection<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'straatlagen'::regnamespace and relkind = 'S' order by relname`;
  const sequences: Record<string, [string, boolean]> = {};
  for (const { name } of names) {
    const [row] = (await connection
      .unsafe(`select last_value::text, is_called from straatlagen.${quoted(name)}`)
      .values()) as unknown as [string, boolean][];
    sequences[name] = row!;
  }
  return { sequences };
}
