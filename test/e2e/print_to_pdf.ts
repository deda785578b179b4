import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";

/**
 * Prints a page (in print media) on A4: how many pages, and its text as a reader would copy it. Without pdftotext
 * the text is null and that is said; under CI that is a failure. `E2E_SHOTS` keeps the file by its name.
 */
export async function print_to_pdf(
  page: Page,
  name: string,
): Promise<{ pages: number; text: string | null }> {
  const folder = mkdtempSync(join(tmpdir(), "straatlagen-print-"));
  try {
    const path = join(process.env.E2E_SHOTS ?? folder, `${name}.pdf`);
    const pdf = await page.pdf({ format: "A4", path, printBackground: true });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    const read = spawnSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
    if (!read.error) return { pages, text: read.stdout };
    if (process.env.CI === "true") throw new Error("CI: expected pdftotext, found none.");
    console.warn(`Skipped: reading ${name} (no pdftotext).`);
    return { pages, text: null };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
