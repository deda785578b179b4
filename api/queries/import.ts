import type { ImportMapping, ImportNote } from "../../data/importers/types.ts";
import type { Transaction } from "../store/open_store.ts";

export interface ImportRow {
  readonly id: number;
  readonly file_name: string;
  readonly state: "waiting" | "reading" | "storing" | "analysing" | "done" | "failed" | "cancelled";
  readonly importer: string | null;
  readonly fraction: number | null;
  readonly read: number;
  readonly stored: number;
  readonly repaired: number;
  readonly rejected: number;
  readonly notes: ImportNote[];
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly dataset_ids: number[];
  readonly cancel_requested: boolean;
  readonly created_at: Date;
  readonly finished_at: Date | null;
  readonly bounds_wgs84: number[] | null;
}

/** What the job needs to start: kept in the row, so that a restart finds it. */
export interface ImportTask {
  readonly file_name: string;
  readonly file_path: string;
  readonly srid: number | null;
  readonly mapping: ImportMapping | null;
}

export interface RejectionRow {
  readonly position: number;
  readonly row: string;
  readonly field: string | null;
  readonly code: string;
  readonly message: string;
}

function imports(sql: Transaction) {
  return sql`
    select i.id, i.file_name, i.state, i.importer, i.fraction, i.read, i.stored, i.repaired, i.rejected, i.error,
      case when may_read_delivery(i.created_by, i.dataset_ids) then i.notes else '[]' end as notes,
      i.dataset_ids::float8[] as dataset_ids, i.cancel_requested, i.created_at, i.finished_at,
      (select array[st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e)]
       from (select st_transform(st_envelope(st_collect(d.extent)), 4326) as e
             from dataset d where d.authority_id = i.authority_id and d.id = any (i.dataset_ids)) b
       where e is not null) as bounds_wgs84
    from import i`;
}

/** A page of imports, newest first, and how many there are. */
export async function list_imports(
  sql: Transaction,
  of: { limit: number; offset: number },
): Promise<{ imports: ImportRow[]; total: number }> {
  const [rows, [counted]] = await Promise.all([
    sql<ImportRow[]>`${imports(sql)} order by i.id desc limit ${of.limit} offset ${of.offset}`,
    sql<{ total: number }[]>`select count(*) as total from import`,
  ]);
  return { imports: rows, total: counted?.total ?? 0 };
}

export async function read_import(sql: Transaction, id: number): Promise<ImportRow | undefined> {
  const [row] = await sql<ImportRow[]>`${imports(sql)} where i.id = ${id}`;
  return row;
}

/** Writes down an import that is to be done; returns its id. */
export async function add_import(sql: Transaction, task: ImportTask, viewer_id: string): Promise<number> {
  const options = { srid: task.srid, mapping: task.mapping };
  const [row] = await sql<{ id: number }[]>`
    insert into import (authority_id, file_name, file_path, options, created_by, organisation_id)
    values (current_authority(), ${task.file_name}, ${task.file_path}, ${sql.json(options as never)}, ${viewer_id},
      current_setting('straatlagen.organisation', true))
    returning id`;
  return row!.id;
}

/** Asks for the end of an import; false where it has already ended or there is none. */
export async function request_import_cancel(sql: Transaction, id: number): Promise<boolean> {
  const rows = await sql`
    update import set cancel_requested = true
    where id = ${id} and state not in ('done', 'failed', 'cancelled') returning id`;
  return rows.length > 0;
}

/** A page of the rows that an import refused, in the order of the delivery, and how many there are. */
export async function list_rejections(
  sql: Transaction,
  of: { import_id: number; limit: number; offset: number },
): Promise<{ rejections: RejectionRow[]; total: number }> {
  const [rejections, [counted]] = await Promise.all([
    sql<RejectionRow[]>`
      select position, row_label as "row", field, code, message from import_rejection
      where import_id = ${of.import_id} order by position limit ${of.limit} offset ${of.offset}`,
    sql<
      { total: number }[]
    >`select count(*) as total from import_rejection where import_id = ${of.import_id}`,
  ]);
  return { rejections, total: counted?.total ?? 0 };
}
