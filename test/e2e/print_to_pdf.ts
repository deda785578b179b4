import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";

export interface Printed {
  readonly pages: number;
  /** The text of each page as a reader would copy it. */
  readonly texts: readonly string[];
  /** Which part of each page has ink on it, drawn as a printer would. */
  readonly inked: readonly number[];
}

/**
 * Prints a page (in print media) on A4 and reads it back with poppler. Without poppler texts and ink are null and
 * that is said; under CI that is a failure. `E2E_SHOTS` keeps the file by its name.
 */
export async function print_to_pdf(
  page: Page,
  name: string,
): Promise<Printed | { pages: number; texts: null }> {
  const folder = mkdtempSync(join(tmpdir(), "straatlagen-print-"));
  try {
    const path = join(process.env.E2E_SHOTS ?? folder, `${name}.pdf`);
    const pdf = await page.pdf({ format: "A4", path, printBackground: true });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    const read = spawnSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
    const drawn = spawnSync("pdftoppm", ["-r", "30", "-gray", path, join(folder, "page")]);
    if (!read.error && !drawn.error)
      return { pages, texts: read.stdout.split("\f").slice(0, pages), inked: inked_parts(folder) };
    if (process.env.CI === "true") throw new Error("CI: expected pdftotext and pdftoppm, found none.");
    console.warn(`Skipped: reading ${name} (no poppler).`);
    return { pages, texts: null };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The part of each picture in a folder (portable grey maps, in order) that is not nearly white. */
function inked_parts(folder: string): number[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".pgm"))
    .sort()
    .map((file) => {
      const picture = readFileSync(join(folder, file));
      const head = /^P5\s+\d+\s+\d+\s+255\s/.exec(picture.toString("latin1", 0, 60));
      if (!head) throw new Error(`expected a grey map with 8 bits, got ${picture.toString("latin1", 0, 20)}`);
      const dots = picture.subarray(head[0].length);
      return dots.filter((grey) => grey < 230).length / dots.length;
    });
}
