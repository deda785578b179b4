import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  type BackupEnd,
  BackupError,
  type BackupHead,
  type BackupReport,
} from "./backup_file.ts";

const LINE_MAX_BYTES = 256 * 1024 ** 2;
const LINE_END = 0x0a;

/** The lines of a backup as bytes with their ends, many at a time, whatever the size of the file. */
export async function* backup_lines(file: string): AsyncGenerator<Buffer[]> {
  const source = createReadStream(file);
  const unzip = createGunzip();
  // A file that cannot be read ends the stream that is waited for.
  source.on("error", (error) => unzip.destroy(error));
  let rest: Buffer[] = [];
  let rest_bytes = 0;
  try {
    for await (const chunk of source.pipe(unzip) as AsyncIterable<Buffer>) {
      const lines: Buffer[] = [];
      let from = 0;
      for (let at = chunk.indexOf(LINE_END); at !== -1; at = chunk.indexOf(LINE_END, from)) {
        const piece = chunk.subarray(from, at + 1);
        lines.push(rest.length > 0 ? Buffer.concat([...rest, piece]) : piece);
        rest = [];
        rest_bytes = 0;
        from = at + 1;
      }
      if (from < chunk.length) {
        rest.push(chunk.subarray(from));
        rest_bytes += chunk.length - from;
        if (rest_bytes > LINE_MAX_BYTES)
          throw new BackupError(`${file} is no backup: a line of it has no end.`);
      }
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    throw readable_error(error, file);
  } finally {
    source.destroy();
  }
  if (rest.length > 0) throw cut_off(file);
}

const cut_off = (file: string): BackupError =>
  new BackupError(`${file} is cut off: its end is missing. Nothing was changed; take another copy of it.`);
const damaged = (file: string, what: string): BackupError =>
  new BackupError(`${file} is damaged (${what}). Nothing was changed; take another copy of it.`);
const not_ours = (file: string): BackupError =>
  new BackupError(`Expected a file that \`npm run backup\` wrote, got ${file}, which is none.`);

function readable_error(error: unknown, file: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new BackupError(`Expected a backup, got ${file}, which is not there.`);
  if (code === "EISDIR") return new BackupError(`Expected a backup, got ${file}, which is a folder.`);
  if (code === "EACCES") return new BackupError(`${file} may not be read by this user.`);
  if (code === "Z_BUF_ERROR") return cut_off(file);
  if (code === "Z_DATA_ERROR")
    return message.includes("incorrect header") ? not_ours(file) : damaged(file, message);
  return error;
}

/** What a line that is no row says. */
export function backup_note<T>(line: Buffer): Partial<T> {
  return JSON.parse(line.toString("utf8")) as Partial<T>;
}

/**
 * Reads a whole backup without keeping it: that it is one, of a version this program knows, complete and
 * unchanged. Answers its head and what it holds. Throws `BackupError`, which says what is wrong.
 */
export async function check_backup(
  file: string,
  known_migrations: readonly string[],
): Promise<{ head: BackupHead; report: BackupReport }> {
  const hash = createHash("sha256");
  let head: BackupHead | null = null;
  let end: Partial<BackupEnd> | null = null;
  let rows = 0;
  let rows_of_table = 0;
  for await (const lines of backup_lines(file)) {
    for (const line of lines) {
      if (end) throw damaged(file, "something follows its end");
      if (head && line[0] === 0x5b) rows_of_table += 1;
      else {
        let note: Partial<BackupEnd & BackupHead>;
        try {
          note = backup_note(line);
        } catch {
          throw head ? damaged(file, "a line is no JSON") : not_ours(file);
        }
        head ??= known_head(note, file, known_migrations);
        if (note.end) {
          end = note;
          continue;
        }
        if (typeof note.rows === "number") {
          if (note.rows !== rows_of_table)
            throw damaged(file, `expected ${note.rows} rows in a table, got ${rows_of_table}`);
          rows += rows_of_table;
          rows_of_table = 0;
        }
      }
      hash.update(line);
    }
  }
  if (!head) throw not_ours(file);
  if (!end) throw cut_off(file);
  if (end.sha256 !== hash.digest("hex") || end.rows !== rows) throw damaged(file, "its checksum is another");
  return { head, report: { file, tables: end.tables ?? 0, rows } };
}

function known_head(
  note: Partial<BackupHead>,
  file: string,
  known_migrations: readonly string[],
): BackupHead {
  if (note?.format !== BACKUP_FORMAT || !Array.isArray(note.migrations)) throw not_ours(file);
  const unknown = note.migrations.filter((name) => !known_migrations.includes(name));
  if (note.version !== BACKUP_VERSION || unknown.length > 0)
    throw new BackupError(
      `${file} was made by a newer version of Straatlagen (${unknown.length > 0 ? `it has ${unknown.join(", ")}` : `format ${note.version}`}). Update this program first.`,
    );
  return note as BackupHead;
}
