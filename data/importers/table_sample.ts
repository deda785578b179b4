import type { Coords } from "./ewkb.ts";
import type { Row } from "./flatgeobuf.ts";
import type { SourceTable } from "./source_table.ts";

/** How many rows are looked at before reading: for the CRS, the guess and the samples of the dialogue. */
export const SAMPLE_ROWS = 2_000;

/** The first rows of a table. */
export async function sample_of(table: SourceTable): Promise<Row[]> {
  const out: Row[] = [];
  for await (const batch of table.rows()) {
    out.push(...batch.slice(0, SAMPLE_ROWS - out.length));
    if (out.length >= SAMPLE_ROWS) break;
  }
  return out;
}

/** The first coordinate of every part, flat: x0, y0, x1, y1, … */
export function coordinates_of(sample: readonly Row[]): number[] {
  const out: number[] = [];
  const add = (coords: Coords | undefined): void => {
    if (coords && coords.length >= 2 && Number.isFinite(coords[0]) && Number.isFinite(coords[1]))
      out.push(coords[0]!, coords[1]!);
  };
  for (const { parts } of sample) {
    if (!parts) continue;
    add(parts.points);
    for (const coords of parts.lines) add(coords);
    for (const rings of parts.areas) add(rings[0]);
  }
  return out;
}
