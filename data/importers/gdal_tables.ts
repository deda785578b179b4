import { copyFile, link, mkdir, mkdtemp } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { note } from "./crs.ts";
import { csv_coordinates } from "./csv_coordinates.ts";
import { read_flatgeobuf } from "./flatgeobuf.ts";
import { type FormatId, format_of, type Member, text_of } from "./formats.ts";
import { convert } from "./gdal_session.ts";
import type { ConvertedLayer } from "./gdal_worker.ts";
import { open_geopackage } from "./geopackage.ts";
import { restore_shx } from "./restore_shx.ts";
import { shapefile_notes } from "./shapefile_notes.ts";
import type { OpenedDelivery, SourceTable } from "./source_table.ts";
import {
  ImportError,
  type ImportNote,
  type ImportOptions,
  type ImportRejection,
  type ImportSource,
} from "./types.ts";

/** The formats GDAL reads here, and the only driver that may open each. */
const DRIVERS: Partial<Record<FormatId, string>> = {
  gpkg: "GPKG",
  shapefile: "ESRI Shapefile",
  flatgeobuf: "FlatGeobuf",
  geojson: "GeoJSON",
  geojson_lines: "GeoJSONSeq",
  gml: "GML",
  kml: "KML",
  dxf: "DXF",
  osm_pbf: "OSM",
  osm_xml: "OSM",
  csv: "CSV",
};
const SHAPEFILE_PARTS = [".shx", ".dbf", ".prj", ".cpg"];

interface Dataset {
  readonly format: FormatId;
  readonly main: Member;
  readonly parts: readonly Member[];
}

/** The members of a delivery that GDAL reads here, each with its parts; and the names of the others. */
export function gdal_datasets(source: ImportSource): {
  readonly datasets: readonly Dataset[];
  readonly others: readonly string[];
} {
  const datasets: Dataset[] = [];
  const used = new Set<Member>();
  for (const member of source.members) {
    const format = format_of(member);
    if (!format || !DRIVERS[format]) continue;
    used.add(member);
    const parts = format === "shapefile" ? source.members.filter((other) => is_part(other, member)) : [];
    for (const part of parts) used.add(part);
    datasets.push({ format, main: member, parts });
  }
  return {
    datasets,
    others: source.members.filter((member) => !used.has(member)).map((member) => member.name),
  };
}

function stem(name: string): string {
  return name.slice(0, name.length - extname(name).length).toLowerCase();
}

function is_part(member: Member, main: Member): boolean {
  return (
    member !== main &&
    stem(member.name) === stem(main.name) &&
    SHAPEFILE_PARTS.includes(extname(member.name).toLowerCase())
  );
}

/**
 * Opens the members of a delivery that GDAL reads. `limit`: at most so many rows per layer (for a
 * look); `wanted`: which main members to open, all when left out; `without_gdal` reads the GeoPackages that need no GDAL. Row ids, list fields and curves are
 * kept. Throws ImportError `file_damaged` where GDAL refuses a file,
 * `xml_doctype` for XML that declares entities, `no_coordinates` for a table
 * without coordinates, and the abort reason of the signal.
 */
export async function open_with_gdal(
  source: ImportSource,
  options: ImportOptions,
  limit: number | null,
  wanted: (member: Member) => boolean = () => true,
  without_gdal: typeof open_geopackage = open_geopackage,
): Promise<OpenedDelivery> {
  const { datasets, others } = gdal_datasets(source);
  const tables: SourceTable[] = [];
  const notes: ImportNote[] = [];
  const rejected: ImportRejection[] = [];
  if (others.length > 0) notes.push(note("member_ignored", `Files not read: ${listed(others)}.`));
  const without_geometry: string[] = [];
  for (const dataset of datasets) {
    if (!wanted(dataset.main)) continue;
    const plain = dataset.format === "gpkg" ? without_gdal(dataset.main) : null;
    if (plain) {
      tables.push(...plain);
      continue;
    }
    const opened = await open_dataset(
      dataset,
      options,
      limit,
      await mkdtemp(join(options.scratch_dir, "gdal-")),
    );
    tables.push(...opened.tables);
    notes.push(...opened.notes);
    rejected.push(...opened.rejected);
    without_geometry.push(...opened.without_geometry);
  }
  if (tables.length === 0 && without_geometry.length > 0)
    throw new ImportError(
      "no_coordinates",
      `${source.file_name} is a table without coordinates (${listed(without_geometry)}). Expected geometry, or columns such as x and y, lon and lat, or wkt.`,
      { tables: without_geometry },
    );
  if (without_geometry.length > 0)
    notes.push(note("table_ignored", `Tables without geometry, not read: ${listed(without_geometry)}.`));
  return { tables, notes, rejected };
}

async function open_dataset(
  dataset: Dataset,
  options: ImportOptions,
  limit: number | null,
  folder: string,
): Promise<OpenedDelivery & { readonly without_geometry: readonly string[] }> {
  const { format, main, parts } = dataset;
  // A DOCTYPE stands before the root element, which `format_of` has found in the head.
  if (["gml", "kml", "osm_xml"].includes(format) && /<!(DOCTYPE|ENTITY)/i.test(text_of(main)))
    throw new ImportError(
      "xml_doctype",
      `${main.name}: expected XML without a document type declaration, got a DOCTYPE: refused, since its entities can swell without bound.`,
      { member: main.name },
    );
  const notes: ImportNote[] = [];
  const input_dir = join(folder, "in");
  const output_dir = join(folder, "out");
  await mkdir(input_dir, { recursive: true });
  await mkdir(output_dir, { recursive: true });
  // GDAL writes beside its input (.gfs, .shx), so that it gets a folder of its own to do it in.
  const name = staged_name(main, format);
  await stage(main.path, join(input_dir, name));
  for (const part of parts)
    await stage(part.path, join(input_dir, stem_of(name) + extname(part.name).toLowerCase()));
  if (format === "shapefile") {
    notes.push(...shapefile_notes(main, parts));
    if (!parts.some((part) => extname(part.name).toLowerCase() === ".shx"))
      await restore_shx(main.path, join(input_dir, `${stem_of(name)}.shx`));
  }

  const config: Record<string, string> = {
    OGR2OGR_USE_ARROW_API: "NO",
    OGR_GPKG_NUM_THREADS: "1",
    GML_SKIP_CORRUPTED_FEATURES: "YES",
    OGR_GEOJSON_MAX_OBJ_SIZE: "0",
    OSM_USE_CUSTOM_INDEXING: "YES",
    OGR_SQLITE_LOAD_EXTENSIONS: "NO",
  };
  const open_options: string[] = [];
  let declared_by_columns: number | null = null;
  if (format === "csv") {
    const csv = csv_coordinates(main);
    if (!csv) return { tables: [], notes, rejected: [], without_geometry: [main.name] };
    open_options.push(...csv.open_options);
    declared_by_columns = csv.srid;
  }
  if (format === "gml") open_options.push("WRITE_GFS=NO");
  const reply = await convert(
    {
      input_dir,
      file: name,
      output_dir,
      drivers: [DRIVERS[format]!],
      open_options,
      config,
      translate: [
        "-mapFieldType",
        "StringList=String,IntegerList=String,Integer64List=String,RealList=String,Time=String,Binary=String",
      ],
      limit,
      layers: null,
      row_ids:
        format.startsWith("geojson") && /"id"\s*:\s*-?\d/.test(Buffer.from(main.head).toString("latin1")),
      one_pass: format === "osm_pbf" || format === "osm_xml",
    },
    options.signal,
  );
  const errors = reply.messages.filter((message) => message.startsWith("ERROR"));
  if (reply.kind === "failed")
    throw new ImportError(
      "file_damaged",
      `${main.name} could not be read as ${DRIVERS[format]}${reply.layer ? `, layer ${reply.layer}` : ""}: ${(errors[0] ?? "no reason given").replace(/^ERROR \d+: /, "").slice(0, 300)}`,
      { member: main.name, errors: errors.slice(0, 20) },
    );
  const tables = reply.layers
    .filter((layer) => layer.path !== null)
    .map((layer) => table_of(layer, main, reply.layers.length, format, declared_by_columns));
  const without_geometry = reply.layers.filter((layer) => layer.path === null).map((layer) => layer.name);
  if (reply.layers.length === 0)
    notes.push(note("layer_empty", `${main.name} is valid and holds no object.`));
  return { tables, notes, rejected: corrupted_features(errors), without_geometry };
}

function table_of(
  layer: ConvertedLayer,
  main: Member,
  layers: number,
  format: FormatId,
  columns_srid: number | null,
): SourceTable {
  const by_default =
    format === "geojson" &&
    layer.srid === 4326 &&
    !/"crs"\s*:/.test(Buffer.from(main.head).toString("latin1"));
  const path = layer.path!;
  // GDAL names the layer of a single-layer file after the staged copy.
  const own_name = layers === 1 && (layer.name === "delivery" || layer.name === "");
  return {
    name: own_name ? stem_of(basename(main.name)) : layer.name,
    member: main.name,
    geometry: layer.geometry,
    fields: layer.fields,
    feature_count: layer.feature_count,
    drops_unreadable: format === "gml",
    declared:
      columns_srid !== null && layer.srid === null
        ? { srid: columns_srid, name: null, by: "columns" }
        : { srid: layer.srid, name: layer.crs_name, by: by_default ? "format" : "file" },
    rows: () => read_flatgeobuf(path),
  };
}

/** GDAL names the feature whose geometry it cannot parse: that is a rejected row, not a lost one. */
function corrupted_features(errors: readonly string[]): ImportRejection[] {
  const out = new Map<string, ImportRejection>();
  for (const message of errors) {
    const match = /Geometry of feature (\d+) (\S*) ?cannot be parsed: ([\s\S]*?)(<gml|\. You may|$)/.exec(
      message,
    );
    if (!match) continue;
    const row = match[2] || match[1]!;
    out.set(row, {
      kind: "rejected",
      row,
      field: null,
      code: "geometry_invalid",
      message: `Expected a readable geometry; ${match[3]!.trim()}`,
    });
  }
  return [...out.values()];
}

/** A plain name for GDAL that keeps the extension it goes by. */
function staged_name(main: Member, format: FormatId): string {
  const extensions: Partial<Record<FormatId, string>> = {
    osm_pbf: ".osm.pbf",
    osm_xml: ".osm",
    gpkg: ".gpkg",
    shapefile: ".shp",
    csv: ".csv",
    flatgeobuf: ".fgb",
    dxf: ".dxf",
    kml: ".kml",
    gml: ".gml",
    geojson: ".geojson",
    geojson_lines: ".geojsonl",
  };
  return `delivery${extensions[format] ?? extname(main.name)}`;
}

function stem_of(name: string): string {
  return name.slice(0, name.length - extname(name).length);
}

/** A hard link where the folder is on the same disk, else a copy: a symbolic link would not open in GDAL's file system. */
async function stage(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return;
    await copyFile(from, to);
  }
}

/** A list of names for a message, cut at five. */
export function listed(names: readonly string[]): string {
  return names.length <= 5
    ? names.join(", ")
    : `${names.slice(0, 5).join(", ")} and ${names.length - 5} more`;
}
