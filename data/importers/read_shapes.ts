import { areas_hex, lines_hex } from "./ewkb.ts";
import { SUPPORTED_FORMATS } from "./formats.ts";
import { gdal_datasets, open_with_gdal } from "./gdal_tables.ts";
import { resolve_table_crs } from "./read_tables.ts";
import { sample_of } from "./table_sample.ts";
import { ImportError, type ImportOptions, type ImportSource } from "./types.ts";

/** A question is one place, not a delivery. */
const MOST_ROWS = 10_000;

/** Areas and lines of a file as hex EWKB, each with its SRID; whatever layers they stand in. */
export interface ReadShapes {
  readonly areas: readonly string[];
  readonly lines: readonly string[];
}

/**
 * The plain shapes of a GIS file that GDAL reads (GeoPackage, Shapefile, GeoJSON, GML, KML, DXF, …), without any
 * mapping. Throws ImportError as the importers do where the format is unknown, the file damaged or its CRS not
 * certain; without one `usual_srid` is taken where the coordinates agree (a drawing in DXF never says its own). Of each layer the first 10,000 objects are read.
 */
export async function read_shapes(
  source: ImportSource,
  options: ImportOptions,
  usual_srid: number,
): Promise<ReadShapes> {
  if (gdal_datasets(source).datasets.length === 0)
    throw new ImportError(
      "format_unknown",
      `${source.file_name} holds no areas or lines that can be read. Supported are ${SUPPORTED_FORMATS}.`,
      { members: source.members.map(({ name }) => name) },
    );
  const { tables } = await open_with_gdal(source, options, MOST_ROWS);
  const areas: string[] = [];
  const lines: string[] = [];
  for (const table of tables) {
    const spec = { name: "GIS file", usual_srid };
    const { srid } = resolve_table_crs(spec, table, await sample_of(table), options.srid);
    for await (const batch of table.rows())
      for (const { parts } of batch) {
        if (!parts) continue;
        const [area, line] = [areas_hex(parts, srid), lines_hex(parts, srid)];
        if (area) areas.push(area);
        if (line) lines.push(line);
      }
  }
  return { areas, lines };
}
