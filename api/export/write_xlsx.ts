import write_excel_file, { type SheetData } from "write-excel-file/node";

/** One sheet of a workbook: a bold first row, then rows; texts stay texts, whatever they begin with. */
export interface XlsxSheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** What a spreadsheet takes as a name: at most 31 characters, none of those it keeps for itself. */
const sheet_name = (name: string): string => name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31);

function column_width(sheet: XlsxSheet, place: number): number {
  const longest = Math.max(
    ...[sheet.columns, ...sheet.rows].map((row) => String(row[place] ?? "").length),
    8,
  );
  return Math.min(longest + 2, 60);
}

/** Sheets as an Office Open XML workbook; numbers unrounded, the first row stays in view. */
export async function write_xlsx(sheets: readonly XlsxSheet[]): Promise<Uint8Array> {
  const written = await write_excel_file(
    sheets.map((sheet) => ({
      sheet: sheet_name(sheet.name),
      stickyRowsCount: 1,
      columns: sheet.columns.map((_, place) => ({ width: column_width(sheet, place) })),
      data: [
        sheet.columns.map((value) => ({ value, type: String, fontWeight: "bold" as const })),
        ...sheet.rows.map((row) =>
          row.map((value) =>
            value === null
              ? null
              : typeof value === "number"
                ? { value, type: Number }
                : { value, type: String },
          ),
        ),
      ] as SheetData,
    })),
  ).toBuffer();
  return new Uint8Array(written);
}
