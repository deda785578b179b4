import type postgres from "postgres";
import { process_runs } from "../store/process_identity.ts";
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

/** The file of an import that has ended and needs it no more; null while it has not, or came without one. */
export async function ended_import_file(sql: Sql, of: JobThing): Promise<string | null> {
  const [row] = await sql<{ file_path: string | null }[]>`
    select file_path from import
    where authority_id = ${of.authority_id} and id = ${of.id} and state in ('done', 'failed', 'cancelled')`;
  return row?.file_path ?? null;
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

/**
 * Holds a lock on a connection of its own for as long as a job runs: the lock goes when its process dies. False
 * where another process holds it, which then does the job.
 */
export async function hold_job_lock(
  connection: postgres.ReservedSql,
  word: string,
  of: JobThing,
): Promise<boolean> {
  const [row] = await connection<{ held: boolean }[]>`
    select pg_try_advisory_lock(hashtextextended(${lock_key(word, of)}, 0)) as held`;
  return row!.held;
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

/** Says in an import's row that it failed or was cancelled; what is stored already, or ended, is left as it is. */
export async function end_import(
  sql: Sql,
  of: JobThing,
  state: "failed" | "cancelled",
  error: { code: string; message: string },
): Promise<void> {
  // With what it had staged: whoever reads that it has ended finds nothing of it left, whatever happens next.
  await sql`
    with ended as (
      update import set state = ${state}, error = ${sql.json(error)}, finished_at = now()
      where authority_id = ${of.authority_id} and id = ${of.id} and state in ('waiting', 'reading', 'storing') returning id
    )
    delete from import_row where import_id in (select id from ended)`;
}

/** Where an import that is stored has still to be checked (hex EWKB, analysis CRS); undefined where it has not. */
export async function unchecked_import(
  sql: Sql,
  of: JobThing,
): Promise<{ check_extent: string | null } | undefined> {
  const [row] = await sql<{ check_extent: string | null }[]>`
    select check_extent::text from import
    where authority_id = ${of.authority_id} and id = ${of.id} and state = 'analysing'`;
  return row;
}

/** Takes away what an import had staged, stored by now or given up. */
export async function clear_staged_rows(sql: Sql, of: JobThing): Promise<void> {
  await sql`delete from import_row where import_id = ${of.id}`;
}

/** Says in an import's row that all is done; `cut_short`: that it is stored but was not checked to the end. */
export async function end_checked_import(sql: Sql, of: JobThing, cut_short = false): Promise<void> {
  const notes = cut_short ? [{ kind: "note", severity: "warning", ...cut_off.checking }] : [];
  await sql`
    with ended as (
      update import set state = 'done', finished_at = now(), fraction = 1, notes = notes || ${sql.json(notes)}
      where authority_id = ${of.authority_id} and id = ${of.id} and state not in ('done', 'failed', 'cancelled') returning id
    )
    delete from import_row where import_id in (select id from ended)`;
}

/** What an earlier process left: how many jobs it had under way, and the files that they came in. */
export interface Interrupted {
  readonly jobs: number;
  readonly file_paths: readonly string[];
}

/** Is the job's process gone? By its lock (a server with sessions); else no process of this store does any job. */
function lock_is_free(sql: Sql, by_lock: boolean, word: "import" | "analysis") {
  return by_lock
    ? sql`pg_try_advisory_xact_lock(hashtextextended('straatlagen ' || ${word} || ' ' || authority_id || ' ' || id, 0))`
    : sql`true`;
}

/**
 * Ends imports and runs whose process is gone, says so in them, and clears what they had staged. `by_lock`:
 * running means that the job's lock is held (a server with sessions); else every unfinished one counts as cut
 * off, which is right only while no job of this store runs anywhere. `only`: this one job, which no longer runs.
 * What was stored and is only to be checked is not ended: see `waiting_jobs`.
 */
export async function end_interrupted(
  sql: postgres.Sql,
  by_lock: boolean,
  only: { word: "import" | "analysis"; thing: JobThing } | null = null,
): Promise<Interrupted> {
  const gone = (word: "import" | "analysis") => {
    if (!only) return lock_is_free(sql, by_lock, word);
    return only.word === word
      ? sql`authority_id = ${only.thing.authority_id} and id = ${only.thing.id}`
      : sql`false`;
  };
  const note = [{ kind: "note", severity: "warning", ...cut_off.checking }];
  const imports = await sql<{ file_path: string }[]>`
    with ended as (
      update import set state = 'failed', error = ${sql.json(cut_off.import)}, finished_at = now()
      where state in ('reading', 'storing') and file_path is not null and ${gone("import")} returning id, file_path
    ), cleared as (delete from import_row where import_id in (select id from ended))
    select file_path from ended`;
  // From the command line, without an upload: known by their process.
  const alone = await sql<{ id: number; process: string }[]>`
    select id, process from import where process is not null and state not in ('done', 'failed', 'cancelled')`;
  const ownerless = alone.filter(({ process }) => process_runs(process) === false).map(({ id }) => id);
  const strays = await sql`
    with ended as (
    update import set finished_at = now(), error = case when state <> 'analysing' then ${sql.json(cut_off.import)}::jsonb end,
      notes = case when state = 'analysing' then notes || ${sql.json(note)}::jsonb else notes end,
      state = case when state = 'analysing' then 'done' else 'failed' end
    where id = any (${ownerless}::bigint[]) and state not in ('done', 'failed', 'cancelled') returning id
    ), cleared as (delete from import_row where import_id in (select id from ended))
    select id from ended`;
  const runs = await sql`
    update analysis_run set state = 'failed', error = ${sql.json(cut_off.analysis)}, finished_at = now()
    where state = 'running' and ${gone("analysis")}`;
  await sql`
    delete from import_row r where exists (
      select from import i where i.id = r.import_id and i.state in ('done', 'failed', 'cancelled'))`;
  return { jobs: imports.count + strays.count + runs.count, file_paths: imports.map((row) => row.file_path) };
}

/**
 * What waits to be done, oldest first: put into the queue again at start, under keys that keep it there once. Also
 * imports that are stored but whose process was gone before they were checked (`by_lock` as in `end_interrupted`).
 */
export async function waiting_jobs(
  sql: Sql,
  by_lock: boolean,
): Promise<{ word: "import" | "analysis"; authority_id: string; id: number }[]> {
  return sql<{ word: "import" | "analysis"; authority_id: string; id: number }[]>`
    select 'import' as word, authority_id, id from import
    where file_path is not null and (state = 'waiting' or (state = 'analysing' and ${lock_is_free(sql, by_lock, "import")}))
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
