import { areas_hex, lines_hex } from "./ewkb.ts";
import { SUPPORTED_FORMATS } from "./formats.ts";
import { gdal_datasets, open_with_gdal } from "./gdal_tables.ts";
import { resolve_table_crs } from "./read_tables.ts";
import { sample_of } from "./table_sample.ts";
import { ImportError, type ImportOptions, type ImportSource } from "./types.ts";

/** A question is one place, not a delivery: of more objects than these nothing is taken. */
export const MOST_SHAPES = 10_000;

/** Areas and lines of a file as hex EWKB, each with its SRID; whatever layers they stand in. */
export interface ReadShapes {
  readonly areas: readonly string[];
  readonly lines: readonly string[];
  /** There are more than {@link MOST_SHAPES} objects; the lists are then not complete. */
  readonly too_many: boolean;
}

/**
 * The plain shapes of a GIS file that GDAL reads (GeoPackage, Shapefile, GeoJSON, GML, KML, DXF, …), without any
 * mapping. Throws ImportError as the importers do where the format is unknown, the file damaged or its CRS not
 * certain; without one `usual_srid` is taken where the coordinates agree (a drawing in DXF never says its own). Reading stops after `most` objects.
 */
export async function read_shapes(
  source: ImportSource,
  options: ImportOptions,
  usual_srid: number,
  most = MOST_SHAPES,
): Promise<ReadShapes> {
  if (gdal_datasets(source).datasets.length === 0)
    throw new ImportError(
      "format_unknown",
      `${source.file_name} holds no areas or lines that can be read. Supported are ${SUPPORTED_FORMATS}.`,
      { members: source.members.map(({ name }) => name) },
    );
  const { tables } = await open_with_gdal(source, options, most + 1);
  const areas: string[] = [];
  const lines: string[] = [];
  let objects = 0;
  for (const table of tables) {
    const spec = { name: "GIS file", usual_srid };
    const { srid } = resolve_table_crs(spec, table, await sample_of(table), options.srid);
    for await (const batch of table.rows())
      for (const { parts } of batch) {
        if (!parts) continue;
        objects += 1;
        if (objects > most) return { areas, lines, too_many: true };
        const [area, line] = [areas_hex(parts, srid), lines_hex(parts, srid)];
        if (area) areas.push(area);
        if (line) lines.push(line);
      }
  }
  return { areas, lines, too_many: false };
}
