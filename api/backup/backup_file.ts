/**
 * A backup is a gzip of lines of JSON, so that either store reads what the other wrote, and so does a person:
 * one `BackupHead`; for each table, parents before children, one `BackupTable`, its rows as arrays of
 * PostgreSQL's own text of each value, one `{"rows": n}`; one `BackupSequences`; one `BackupEnd`.
 */
export const BACKUP_FORMAT = "straatlagen_backup";
export const BACKUP_VERSION = 1;

export interface BackupHead {
  readonly format: typeof BACKUP_FORMAT;
  readonly version: number;
  readonly made_at: string;
  /** EPSG code of the analysis CRS. */
  readonly analysis_srid: number;
  /** What the store was migrated by: a program that does not know all of them cannot read the rows. */
  readonly migrations: readonly string[];
}

export interface BackupTable {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface BackupSequences {
  /** Last value and whether it was given out, by name. */
  readonly sequences: Readonly<Record<string, readonly [value: string, given: boolean]>>;
}

export interface BackupEnd {
  readonly end: true;
  readonly tables: number;
  readonly rows: number;
  /** Of all bytes before this line. */
  readonly sha256: string;
}

export interface BackupReport {
  readonly file: string;
  readonly tables: number;
  readonly rows: number;
}

/** Why a backup cannot be made or restored, in words for whoever typed the command. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
