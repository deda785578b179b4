import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether poppler's pdftotext is here. With `CI=true` it has to be: a test that needs it then fails without. */
export const pdftotext_missing = !process.env.CI && spawnSync("pdftotext", ["-v"]).status !== 0;
if (pdftotext_missing) console.warn("SKIPPED: the text of PDF files (pdftotext of poppler-utils is missing)");

/** What a reader can select in the PDF, by poppler's pdftotext. */
export function pdf_text(pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "straatlagen-pdf-"));
  try {
    writeFileSync(join(folder, "made.pdf"), pdf);
    return spawnSync("pdftotext", ["-layout", join(folder, "made.pdf"), "-"], { encoding: "utf8" }).stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
