import { readFile, writeFile } from "node:fs/promises";

/**
 * Writes the index (.shx) of a shapefile that came without one, by walking the records of the .shp.
 * GDAL's own restoring misreads the record headers in its WebAssembly build. A record that runs beyond
 * the file ends the index: what comes before it is kept.
 */
export async function restore_shx(shp_path: string, shx_path: string): Promise<void> {
  const shp = await readFile(shp_path);
  const records: Buffer[] = [];
  let at = 100;
  while (at + 8 <= shp.length) {
    const content_words = shp.readInt32BE(at + 4);
    if (content_words < 2 || at + 8 + 2 * content_words > shp.length) break;
    const record = Buffer.alloc(8);
    record.writeInt32BE(at / 2, 0);
    record.writeInt32BE(content_words, 4);
    records.push(record);
    at += 8 + 2 * content_words;
  }
  const header = Buffer.from(shp.subarray(0, 100));
  header.writeInt32BE(50 + 4 * records.length, 24);
  await writeFile(shx_path, Buffer.concat([header, ...records]));
}
