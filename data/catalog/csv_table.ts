import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

/** One row of a table, read column by column; every getter throws a `CatalogError` that names file, line and column. */
export class CsvRow {
  constructor(
    private readonly file: string,
    private readonly line: number,
    private readonly cells: Readonly<Record<string, string>>,
  ) {}

  /** Throws with the place in the file. */
  fail(column: string, expected: string): never {
    throw new CatalogError(
      `${this.file} line ${this.line}, column ${column}: expected ${expected}, got "${this.cells[column] ?? ""}"`,
    );
  }

  text(column: string): string {
    const value = this.cells[column]?.trim() ?? "";
    return value === "" ? this.fail(column, "a text") : value;
  }

  text_or_null(column: string): string | null {
    return (this.cells[column]?.trim() ?? "") === "" ? null : this.text(column);
  }

  number(column: string): number {
    const value = Number(this.text(column));
    return Number.isFinite(value) ? value : this.fail(column, "a number");
  }

  number_or_null(column: string): number | null {
    return this.text_or_null(column) === null ? null : this.number(column);
  }

  boolean(column: string): boolean {
    return this.one_of(column, ["true", "false"]) === "true";
  }

  one_of<T extends string>(column: string, values: readonly T[]): T {
    const value = this.text(column);
    return (values as readonly string[]).includes(value)
      ? (value as T)
      : this.fail(column, `one of ${values.join(", ")}`);
  }

  /** Entries separated by `|`; an empty cell is an empty list, an empty entry an error. */
  list(column: string): string[] {
    const value = this.text_or_null(column);
    if (value === null) return [];
    const entries = value.split("|").map((entry) => entry.trim());
    return entries.includes("") ? this.fail(column, "entries separated by |") : entries;
  }

  url(column: string): string {
    const value = this.text(column);
    return URL.canParse(value) ? value : this.fail(column, "an address");
  }
}

/** A mistake in the catalogue itself: the program must not start with it. */
export class CatalogError extends Error {
  override name = "CatalogError";
}

/**
 * Reads a table of the catalogue and turns each row into an entry. `columns` must be exactly the header,
 * in this order; ids (column `id`) are left for the caller to judge. Throws CatalogError on a wrong header,
 * a ragged row, a quoting mistake or what `read` refuses.
 */
export function csv_table<T>(url: URL, columns: readonly string[], read: (row: CsvRow) => T): T[] {
  return csv_text(
    readFileSync(url, "utf8"),
    decodeURIComponent(url.pathname.split("/").at(-1) ?? ""),
    columns,
    read,
  );
}

/** The same from a text already read; `file` names it in messages. */
export function csv_text<T>(
  text: string,
  file: string,
  columns: readonly string[],
  read: (row: CsvRow) => T,
): T[] {
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, { info: true, bom: true, skip_empty_lines: true }) as unknown as typeof rows;
  } catch (error) {
    throw new CatalogError(`${file}: ${(error as Error).message}`);
  }
  const header = rows[0]?.record ?? [];
  if (header.join() !== columns.join()) {
    throw new CatalogError(`${file}: expected the columns ${columns.join()}, got ${header.join()}`);
  }
  return rows.slice(1).map(({ record, info }) => {
    const cells = Object.fromEntries(columns.map((column, index) => [column, record[index] ?? ""]));
    return read(new CsvRow(file, info.lines, cells));
  });
}
