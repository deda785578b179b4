/** A column of an SQLite table, by its `CREATE TABLE`. */
export interface SqliteColumn {
  readonly name: string;
  /** In capitals, without a length: `TEXT(50)` is `TEXT`; empty where none is declared. */
  readonly type: string;
  /** What follows the type, in capitals and without what is quoted: `NOT NULL`. */
  readonly rest: string;
}

const TOKEN =
  /"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|[(),]|[^\s"`['(),]+/g;
const TABLE_CONSTRAINT = /^(CONSTRAINT|PRIMARY|UNIQUE|CHECK|FOREIGN)$/;
const COLUMN_CONSTRAINT =
  /^(CONSTRAINT|PRIMARY|NOT|NULL|UNIQUE|CHECK|DEFAULT|COLLATE|REFERENCES|GENERATED|AS)$/;

/**
 * The columns of a table from its `CREATE TABLE`, and what is said of the table as a whole after them
 * (in capitals). Null where it is no plain list of columns.
 */
export function sqlite_columns(sql: string): {
  readonly columns: readonly SqliteColumn[];
  readonly constraints: readonly string[];
  readonly options: string;
} | null {
  const tokens = (sql.match(TOKEN) ?? []).filter((token) => !/^(--|\/\*)/.test(token));
  const open = tokens.indexOf("(");
  if (open < 0 || !/^CREATE TABLE$/i.test(tokens.slice(0, 2).join(" "))) return null;
  const parts: string[][] = [[]];
  let depth = 1;
  let at = open + 1;
  for (; at < tokens.length && depth > 0; at++) {
    const token = tokens[at]!;
    if (token === "(") depth++;
    else if (token === ")") depth--;
    if (depth === 0) continue;
    if (token === "," && depth === 1) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  if (depth > 0) return null;
  const columns: SqliteColumn[] = [];
  const constraints: string[] = [];
  for (const part of parts) {
    const [name, ...words] = part;
    if (name === undefined) return null;
    if (TABLE_CONSTRAINT.test(name.toUpperCase())) {
      constraints.push(part.join(" "));
      continue;
    }
    const end = words.findIndex((word) => COLUMN_CONSTRAINT.test(word.toUpperCase()));
    const typed = end < 0 ? words : words.slice(0, end);
    const length = typed.indexOf("(");
    columns.push({
      name: unquoted(name),
      type: (length < 0 ? typed : typed.slice(0, length)).map(unquoted).join(" ").toUpperCase(),
      rest: (end < 0 ? [] : words.slice(end))
        .filter((word) => !/^["'`[]/.test(word))
        .join(" ")
        .toUpperCase(),
    });
  }
  return { columns, constraints, options: tokens.slice(at).join(" ").toUpperCase() };
}

/** A name without the quotes around it. */
export function unquoted(name: string): string {
  const mark = name[0];
  if (mark === "[") return name.slice(1, -1);
  if (mark === '"' || mark === "`" || mark === "'") return name.slice(1, -1).replaceAll(mark + mark, mark);
  return name;
}
