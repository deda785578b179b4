import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** A value as SQLite stores it. Text is decoded; a blob is a view of the part of the file that was read. */
export type SqliteValue = number | string | Buffer | null;

/** A row of a table: its rowid, and the values in the order of the columns (fewer where the record is older than the last columns). */
export interface SqliteRow {
  readonly rowid: number | string;
  readonly values: readonly SqliteValue[];
}

/** A line of the file's schema. */
export interface SqliteObject {
  readonly type: string;
  readonly name: string;
  readonly root_page: number;
  readonly sql: string;
}

const WINDOW_BYTES = 1 << 18;
const WINDOWS = 64;
const HEADER_BYTES = 100;
const TABLE_INTERIOR = 5;
const TABLE_LEAF = 13;
const UTF8 = 1;
/** A B-tree of 2^32 pages is not deeper; a damaged one may go round in circles. */
const DEPTH = 20;

/**
 * Reads the tables of an SQLite database file (https://sqlite.org/fileformat2.html), one after the other
 * and in the order of their rowids: a reader of what files for exchange hold, not a database. It keeps
 * 16 MB of the file at most. Damaged files throw RangeError while they are read.
 */
export class SqliteFile {
  private readonly windows = new Map<number, Buffer>();
  private readonly pages: number;

  private constructor(
    private readonly file: number,
    private readonly page_bytes: number,
    private readonly usable_bytes: number,
    bytes: number,
  ) {
    this.pages = Math.floor(bytes / page_bytes);
  }

  /** Opens a file; null where it is no SQLite database or its text is not UTF-8. The caller closes it. */
  static open(path: string): SqliteFile | null {
    const file = openSync(path, "r");
    const head = Buffer.alloc(HEADER_BYTES);
    const whole = readSync(file, head, 0, HEADER_BYTES, 0) === HEADER_BYTES;
    const size = head.readUInt16BE(16);
    const page_bytes = size === 1 ? 65_536 : size;
    const power = page_bytes >= 512 && (page_bytes & (page_bytes - 1)) === 0;
    if (
      !whole ||
      head.toString("latin1", 0, 15) !== "SQLite format 3" ||
      !power ||
      head.readUInt32BE(56) !== UTF8
    ) {
      closeSync(file);
      return null;
    }
    return new SqliteFile(file, page_bytes, page_bytes - head[20]!, fstatSync(file).size);
  }

  close(): void {
    this.windows.clear();
    closeSync(this.file);
  }

  /** Tables, indexes, views and triggers. */
  schema(): SqliteObject[] {
    return [...this.rows(1)].map(({ values: [type, name, , root, sql] }) => ({
      type: String(type),
      name: String(name),
      root_page: Number(root ?? 0),
      sql: String(sql ?? ""),
    }));
  }

  /** The rows of the table with this root page. */
  *rows(root_page: number): Generator<SqliteRow> {
    for (const page of this.leaves(root_page, 0)) {
      const bytes = this.page(page);
      const head = page === 1 ? HEADER_BYTES : 0;
      const cells = bytes.readUInt16BE(head + 3);
      for (let cell = 0; cell < cells; cell++) yield this.row(bytes, bytes.readUInt16BE(head + 8 + 2 * cell));
    }
  }

  /** How many rows the table with this root page has. */
  count(root_page: number): number {
    let count = 0;
    for (const page of this.leaves(root_page, 0))
      count += this.page(page).readUInt16BE((page === 1 ? HEADER_BYTES : 0) + 3);
    return count;
  }

  private *leaves(page: number, depth: number): Generator<number> {
    if (depth > DEPTH) throw new RangeError("expected the pages of a table to be a tree");
    const bytes = this.page(page);
    const head = page === 1 ? HEADER_BYTES : 0;
    const kind = bytes[head];
    if (kind === TABLE_LEAF) {
      yield page;
      return;
    }
    if (kind !== TABLE_INTERIOR) throw new RangeError(`expected a page of a table, got kind ${kind}`);
    const cells = bytes.readUInt16BE(head + 3);
    for (let cell = 0; cell < cells; cell++)
      yield* this.leaves(bytes.readUInt32BE(bytes.readUInt16BE(head + 12 + 2 * cell)), depth + 1);
    yield* this.leaves(bytes.readUInt32BE(head + 8), depth + 1);
  }

  private row(page: Buffer, at: number): SqliteRow {
    varint(page, at);
    const payload_bytes = Number(found.value);
    varint(page, found.next);
    const rowid = exact(found.value);
    const start = found.next;
    // What a page takes of a long record, and where the rest lies.
    const most = this.usable_bytes - 35;
    if (payload_bytes <= most) return { rowid, values: record(page, start, start + payload_bytes) };
    const least = Math.floor(((this.usable_bytes - 12) * 32) / 255) - 23;
    const wanted = least + ((payload_bytes - least) % (this.usable_bytes - 4));
    const local = wanted <= most ? wanted : least;
    const whole = this.overflow(
      page.subarray(start, start + local),
      page.readUInt32BE(start + local),
      payload_bytes,
    );
    return { rowid, values: record(whole, 0, payload_bytes) };
  }

  private overflow(head: Buffer, first_page: number, bytes: number): Buffer {
    if (bytes > this.pages * this.page_bytes) throw new RangeError("expected a record smaller than its file");
    const whole = Buffer.allocUnsafe(bytes);
    let at = head.copy(whole);
    for (let page = first_page; at < bytes; ) {
      const part = this.page(page);
      at += part.copy(whole, at, 4, 4 + Math.min(this.usable_bytes - 4, bytes - at));
      page = part.readUInt32BE(0);
    }
    return whole;
  }

  /** A page, from 1: a view of the window that holds it. */
  private page(number: number): Buffer {
    if (number < 1 || number > this.pages)
      throw new RangeError(`expected a page from 1 to ${this.pages}, got ${number}`);
    const start = (number - 1) * this.page_bytes;
    const place = Math.floor(start / WINDOW_BYTES);
    let window = this.windows.get(place);
    if (!window) {
      window = Buffer.allocUnsafe(WINDOW_BYTES);
      window = window.subarray(0, readSync(this.file, window, 0, WINDOW_BYTES, place * WINDOW_BYTES));
      if (this.windows.size >= WINDOWS) this.windows.delete(this.windows.keys().next().value as number);
      this.windows.set(place, window);
    }
    const from = start - place * WINDOW_BYTES;
    return window.subarray(from, from + this.page_bytes);
  }
}

/** What `varint` found: one object for all calls, since there are ten for every row. */
const found: { value: number | bigint; next: number } = { value: 0, next: 0 };

function varint(bytes: Buffer, from: number): void {
  let value = 0;
  for (let at = from; at < from + 8; at++) {
    const byte = bytes.readUInt8(at);
    // Beyond 2^53 a number loses digits.
    if (at - from === 7) break;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      found.value = value;
      found.next = at + 1;
      return;
    }
  }
  let wide = 0n;
  for (let at = from; ; at++) {
    const byte = bytes.readUInt8(at);
    const last = at - from === 8;
    wide = last ? (wide << 8n) | BigInt(byte) : (wide << 7n) | BigInt(byte & 0x7f);
    if (last || byte < 0x80) {
      found.value = BigInt.asIntN(64, wide);
      found.next = at + 1;
      return;
    }
  }
}

/** An integer as a number, or as text where a number would lose its last digits. */
function exact(value: number | bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8];

function record(bytes: Buffer, start: number, end: number): SqliteValue[] {
  if (end > bytes.length) throw new RangeError("expected a record inside its page");
  varint(bytes, start);
  let at = start + Number(found.value);
  let head = found.next;
  const head_end = at;
  const values: SqliteValue[] = [];
  while (head < head_end) {
    varint(bytes, head);
    head = found.next;
    const type = Number(found.value);
    const size = type >= 12 ? (type - 12 - (type & 1)) / 2 : type === 7 ? 8 : (INTEGER_BYTES[type] ?? 0);
    if (at + size > end) throw new RangeError("expected a value inside its record");
    if (type === 0) values.push(null);
    else if (type === 6) values.push(exact(bytes.readBigInt64BE(at)));
    else if (type < 6) values.push(bytes.readIntBE(at, size));
    else if (type === 7) values.push(bytes.readDoubleBE(at));
    else if (type === 8 || type === 9) values.push(type - 8);
    else if (type < 12) throw new RangeError(`expected a type of value, got ${type}`);
    else values.push(type & 1 ? bytes.toString("utf8", at, at + size) : bytes.subarray(at, at + size));
    at += size;
  }
  return values;
}
