export { ARCHIVE_LIMITS, open_delivery } from "./archive.ts";
export { warm_up_gdal } from "./gdal_session.ts";
export { MOST_SHAPES, read_shapes } from "./read_shapes.ts";

import { cityjson } from "./cityjson.ts";
import { districts } from "./districts.ts";
import { SUPPORTED_FORMATS } from "./formats.ts";
import { gdal } from "./gdal.ts";
import { grb } from "./grb.ts";
import { imgeo } from "./imgeo.ts";
import { imkl2 } from "./imkl2.ts";
import { imkl3 } from "./imkl3.ts";
import { json_points } from "./json_points.ts";
import { lod2 } from "./lod2.ts";
import { osm } from "./osm.ts";
import {
  ImportError,
  type Importer,
  type ImportInspection,
  type ImportOptions,
  type ImportSource,
} from "./types.ts";
import { wegenregister } from "./wegenregister.ts";
import { works } from "./works.ts";

/** Every source format. Order decides between equal scores. */
export const importers: readonly Importer[] = [
  imkl3,
  imkl2,
  osm,
  wegenregister,
  grb,
  imgeo,
  works,
  districts,
  lod2,
  cityjson,
  gdal,
  json_points,
];

/**
 * The importer that recognises a delivery best. Throws ImportError `format_unknown` (with the members
 * found in `detail.members`) where none does.
 */
export function choose_importer(source: ImportSource, list: readonly Importer[] = importers): Importer {
  let best: Importer | null = null;
  let best_score = 0;
  for (const importer of list) {
    const score = importer.recognise(source);
    if (score > best_score) {
      best = importer;
      best_score = score;
    }
  }
  if (best) return best;
  const names = source.members.map((member) => member.name);
  const shown = names.slice(0, 5).join(", ") + (names.length > 5 ? `, … (${names.length} files)` : "");
  throw new ImportError(
    "format_unknown",
    `${source.file_name} holds nothing that can be imported (${shown}). Supported are ${SUPPORTED_FORMATS}.`,
    { members: names.slice(0, 100) },
  );
}

/** What a delivery holds, by the importer that recognises it best: for the mapping dialogue. */
export async function inspect_file(source: ImportSource, options: ImportOptions): Promise<ImportInspection> {
  return choose_importer(source).inspect(source, options);
}
