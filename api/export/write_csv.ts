/** A cell that a spreadsheet takes as it is: quoted where needed, and never as a formula. */
function cell(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  // What begins like a formula would be run by a spreadsheet: names come from other people.
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Rows as CSV (RFC 4180) in UTF-8 with a byte-order mark, so that spreadsheets read its letters. */
export function write_csv(
  columns: readonly string[],
  rows: readonly (readonly (string | number | boolean | null)[])[],
): Uint8Array {
  const lines = [columns, ...rows].map((row) => row.map(cell).join(","));
  return new TextEncoder().encode(`\uFEFF${lines.join("\r\n")}\r\n`);
}
