import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

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
