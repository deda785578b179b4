import type postgres from "postgres";
import type { Viewer } from "../store/viewer.ts";
import type { ImportTask } from "./import.ts";

// The owner's connection: jobs write the progress that requests only read.
type Sql = postgres.Sql | postgres.ReservedSql;

export interface JobThing {
  readonly authority_id: string;
  readonly id: number;
}

/** Who brought an import in: in whose name it is stored. */
export interface Importer {
  readonly created_by: string;
  readonly organisation_id: string;
  readonly role: Viewer["role"];
}

/** What an import job starts from; undefined where the row is gone or the import is not waiting. */
export async function waiting_import(
  sql: Sql,
  of: JobThing,
): Promise<(ImportTask & Importer & { cancel_requested: boolean }) | undefined> {
  const [row] = await sql<
    (Importer & {
      file_name: string;
      file_path: string;
      options: Pick<ImportTask, "srid" | "mapping">;
      cancel_requested: boolean;
    })[]
  >`
    select file_name, file_path, options, cancel_requested, created_by, coalesce(organisation_id, 'town') as organisation_id,
      coalesce((select a.role from account a where a.id = i.created_by),
        case when created_by like 'demo\_%' then substr(created_by, 6) end, 'administrator') as role
    from import i
    where authority_id = ${of.authority_id} and id = ${of.id} and state = 'waiting' and file_path is not null`;
  return (
    row && {
      file_name: row.file_name,
      file_path: row.file_path,
      cancel_requested: row.cancel_requested,
      created_by: row.created_by,
      organisation_id: row.organisation_id,
      role: row.role,
      ...row.options,
    }
  );
}

export async function end_import(
  sql: Sql,
  of: JobThing,
  state: "failed" | "cancelled",
  error: { code: string; message: string },
): Promise<void> {
  await sql`
    update import set state = ${state}, error = ${sql.json(error)}, finished_at = now()
    where authority_id = ${of.authority_id} and id = ${of.id}`;
}

export async function import_cancel_requested(sql: Sql, of: JobThing): Promise<boolean> {
  const [row] = await sql<{ cancel_requested: boolean }[]>`
    select cancel_requested from import where authority_id = ${of.authority_id} and id = ${of.id}`;
  return row?.cancel_requested ?? true;
}

/** Starts a waiting run; undefined where it is gone, done or cancelled before it began. */
export async function begin_analysis(
  sql: Sql,
  of: JobThing,
): Promise<{ cancel_requested: boolean } | undefined> {
  const [row] = await sql<{ cancel_requested: boolean }[]>`
    update analysis_run set state = 'running', started_at = now()
    where authority_id = ${of.authority_id} and id = ${of.id} and state = 'waiting' returning cancel_requested`;
  return row;
}

/** Writes how far a run is; true where a cancel was asked for. */
export async function analysis_progress(
  sql: Sql,
  of: JobThing,
  progress: { done: number; total: number; findings: number },
): Promise<boolean> {
  const [row] = await sql<{ cancel_requested: boolean }[]>`
    update analysis_run set chunks_done = ${progress.done}, chunks_total = ${progress.total}, findings = ${progress.findings}
    where authority_id = ${of.authority_id} and id = ${of.id} returning cancel_requested`;
  return row?.cancel_requested ?? true;
}

export async function end_analysis(
  sql: Sql,
  of: JobThing,
  state: "done" | "failed" | "cancelled",
  error: { code: string; message: string } | null,
): Promise<void> {
  await sql`
    update analysis_run set state = ${state}, error = ${error ? sql.json(error) : null}, finished_at = now()
    where authority_id = ${of.authority_id} and id = ${of.id}`;
}

/** The name that a running job's advisory lock is made of. */
function lock_key(word: string, of: { authority_id: string; id: number }): string {
  return `straatlagen ${word} ${of.authority_id} ${of.id}`;
}

/** Holds a lock on a connection of its own for as long as a job runs: the lock goes when its process dies. */
export async function hold_job_lock(
  connection: postgres.ReservedSql,
  word: string,
  of: JobThing,
): Promise<void> {
  await connection`select pg_advisory_lock(hashtextextended(${lock_key(word, of)}, 0))`;
}

export async function release_job_lock(
  connection: postgres.ReservedSql,
  word: string,
  of: JobThing,
): Promise<void> {
  await connection`select pg_advisory_unlock(hashtextextended(${lock_key(word, of)}, 0))`;
}

const cut_off = {
  import: {
    code: "import_interrupted",
    message:
      "The import was cut off because its process ended. The store is as it was before; import the file again.",
  },
  checking: {
    code: "analysis_interrupted",
    message: "The delivery is stored, but checking it was cut off. Run the analysis again.",
  },
  analysis: {
    code: "analysis_interrupted",
    message:
      "The run was cut off because its process ended. What was done until then stands; start it again.",
  },
} as const;

/**
 * Ends imports and runs whose process is gone, and says so in them. `by_lock`: running means that
 * the job's lock is held (a server with sessions); else every unfinished one counts as cut off, which is
 * right only while no job of this store runs anywhere. Returns how many there were.
 */
export async function end_interrupted(sql: postgres.Sql, by_lock: boolean): Promise<number> {
  const gone = (word: string) =>
    by_lock
      ? sql`pg_try_advisory_xact_lock(hashtextextended('straatlagen ' || ${word} || ' ' || authority_id || ' ' || id, 0))`
      : sql`true`;
  const note = [{ kind: "note", severity: "warning", ...cut_off.checking }];
  const imports = await sql`
    update import set state = 'failed', error = ${sql.json(cut_off.import)}, finished_at = now()
    where state in ('reading', 'storing') and file_path is not null and ${gone("import")}`;
  const stored = await sql`
    update import set state = 'done', notes = notes || ${sql.json(note)}, finished_at = now(), fraction = 1
    where state = 'analysing' and file_path is not null and ${gone("import")}`;
  const runs = await sql`
    update analysis_run set state = 'failed', error = ${sql.json(cut_off.analysis)}, finished_at = now()
    where state = 'running' and ${gone("analysis")}`;
  return imports.count + stored.count + runs.count;
}

/** What waits to be done, oldest first: put into the queue again at start, under keys that keep it there once. */
export async function waiting_jobs(
  sql: Sql,
): Promise<{ word: "import" | "analysis"; authority_id: string; id: number }[]> {
  return sql<{ word: "import" | "analysis"; authority_id: string; id: number }[]>`
    select 'import' as word, authority_id, id from import where state = 'waiting' and file_path is not null
    union all select 'analysis', authority_id, id from analysis_run where state = 'waiting'
    order by 3`;
}

/** The uploaded files that imports still need. */
export async function waiting_upload_paths(sql: Sql): Promise<string[]> {
  const rows = await sql<{ file_path: string }[]>`
    select file_path from import where file_path is not null and state not in ('done', 'failed', 'cancelled')`;
  return rows.map((row) => row.file_path);
}

/**
 * True where the demo may go in: nothing was ever imported, or nothing but a demo that was cut off
 * before its streets were checked (its datasets are then replaced).
 */
export async function wants_demo(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ wanted: boolean }[]>`
    select not exists (select from dataset where importer <> 'demo')
      and not exists (select from import where importer is distinct from 'demo' and not (importer is null and state = 'reading' and file_path is null))
      and not exists (select from street where analysed_at is not null)
      and (not exists (select from import where state = 'done') or exists (select from dataset)) as wanted`;
  return row?.wanted ?? false;
}

/** Says in the rows of a demo that was cut off that it was. */
export async function end_cut_off_demo(sql: postgres.Sql): Promise<void> {
  await sql`
    update import set state = 'failed', error = ${sql.json(cut_off.import)}, finished_at = now()
    where file_path is null and state in ('reading', 'storing', 'analysing') and (importer = 'demo' or importer is null)`;
}

/** Deletes the datasets whose last day is over; their ids. */
export async function purge_expired(sql: postgres.Sql): Promise<number[]> {
  return sql.begin(async (transaction) => {
    const [row] = await transaction<{ ids: number[] }[]>`select purge_expired()::float8[] as ids`;
    return row!.ids;
  });
}
