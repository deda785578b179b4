import { setImmediate } from "node:timers/promises";
import { CRS_AREAS } from "./crs_areas.ts";
import type { PlainGeometry, Row, Value } from "./flatgeobuf.ts";
import type { Member } from "./formats.ts";
import type { SourceTable } from "./source_table.ts";
import { type SqliteColumn, sqlite_columns, unquoted } from "./sqlite_columns.ts";
import { SqliteFile, type SqliteObject, type SqliteRow, type SqliteValue } from "./sqlite_file.ts";
import { ImportError } from "./types.ts";
import { plain_wkb, read_wkb, type WkbGeometry } from "./wkb.ts";

/** Types of columns that are read here, by the names that GDAL gives them. */
const TYPES: Readonly<Record<string, string>> = {
  BOOLEAN: "Boolean",
  TINYINT: "Integer",
  SMALLINT: "Int16",
  MEDIUMINT: "Integer",
  INT: "Integer64",
  INTEGER: "Integer64",
  FLOAT: "Float32",
  DOUBLE: "Real",
  REAL: "Real",
  TEXT: "String",
  DATE: "Date",
  DATETIME: "DateTime",
};
const GEOMETRIES: Readonly<Record<string, string>> = {
  GEOMETRY: "Geometry",
  POINT: "Point",
  LINESTRING: "LineString",
  POLYGON: "Polygon",
  MULTIPOINT: "MultiPoint",
  MULTILINESTRING: "MultiLineString",
  MULTIPOLYGON: "MultiPolygon",
  GEOMETRYCOLLECTION: "GeometryCollection",
};
const OWN_TABLE = /^(gpkg|sqlite|rtree)_/i;
/** Between batches others have their turn: the store takes in what was read before through the same event loop. */
const BATCH_ROWS = 100;

interface Layout {
  readonly name: string;
  readonly root_page: number;
  readonly columns: readonly SqliteColumn[];
  readonly geometry_at: number;
  readonly id_at: number;
}

/**
 * The tables of a plain GeoPackage, read without GDAL, which needs ten times as long: feature tables in
 * a system that is known here, with columns of the usual types. Null for any other (views, tables that
 * hold no features, further systems, blobs, generated columns): those are GDAL's.
 * Rows have what they would have through GDAL: `source_fid`, then the fields; a geometry that
 * cannot be read is none. Throws ImportError `file_damaged` where the file turns out to be.
 */
export function open_geopackage(member: Member): readonly SourceTable[] | null {
  try {
    const file = SqliteFile.open(member.path);
    if (!file) return null;
    try {
      return plain_tables(file, member);
    } finally {
      file.close();
    }
  } catch (error) {
    // A damaged schema: GDAL tells what is wrong with it.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function plain_tables(file: SqliteFile, member: Member): readonly SourceTable[] | null {
  const schema = file.schema();
  const table = (name: string): SqliteObject | undefined =>
    schema.find((entry) => entry.type === "table" && entry.name.toLowerCase() === name.toLowerCase());
  const records = (name: string): Record<string, SqliteValue>[] => {
    const found = table(name);
    const columns = found && sqlite_columns(found.sql)?.columns;
    if (!found || !columns) return [];
    return [...file.rows(found.root_page)].map(({ rowid, values }) =>
      Object.fromEntries(
        columns.map(({ name: column, type, rest }, place) => [
          column.toLowerCase(),
          type === "INTEGER" && /PRIMARY KEY/.test(rest) ? (rowid as SqliteValue) : (values[place] ?? null),
        ]),
      ),
    );
  };
  const contents = records("gpkg_contents");
  const named = new Set(contents.map(({ table_name }) => String(table_name).toLowerCase()));
  const others = schema.filter(
    ({ type, name }) =>
      (type === "table" || type === "view") && !OWN_TABLE.test(name) && !named.has(name.toLowerCase()),
  );
  if (contents.length === 0 || others.length > 0) return null;
  const [systems, geometries, counts] = [
    "gpkg_spatial_ref_sys",
    "gpkg_geometry_columns",
    "gpkg_ogr_contents",
  ].map(records) as [
    Record<string, SqliteValue>[],
    Record<string, SqliteValue>[],
    Record<string, SqliteValue>[],
  ];
  const out: SourceTable[] = [];
  for (const { table_name, data_type } of contents) {
    const name = String(table_name);
    const found = table(name);
    const geometry = geometries.filter(
      (entry) => String(entry.table_name).toLowerCase() === name.toLowerCase(),
    );
    if (data_type !== "features" || !found || geometry.length !== 1) return null;
    const { column_name, geometry_type_name, srs_id, z } = geometry[0]!;
    const system = systems.find((entry) => entry.srs_id === srs_id);
    const srid = Number(system?.organization_coordsys_id);
    const known = CRS_AREAS.find((area) => area.srid === srid);
    const shape = GEOMETRIES[String(geometry_type_name).toUpperCase()];
    const layout = layout_of(name, found, String(column_name));
    if (!layout || !known || !shape || String(system?.organization).toUpperCase() !== "EPSG") return null;
    const counted = counts.find((entry) => entry.table_name === name)?.feature_count;
    out.push({
      name,
      member: member.name,
      geometry: Number(z) > 0 ? `${shape}Z` : shape,
      fields: layout.columns
        .filter((_, place) => place !== layout.geometry_at && place !== layout.id_at)
        .map((column) => ({ name: column.name, type: TYPES[column.type]! })),
      feature_count: typeof counted === "number" ? counted : file.count(layout.root_page),
      declared: { srid, name: known.name, by: "file" },
      rows: () => rows_of(member, layout),
    });
  }
  return out;
}

/** Where a table has what; null where it has something that is not read here. */
function layout_of(name: string, { sql, root_page }: SqliteObject, geometry: string): Layout | null {
  const parsed = sqlite_columns(sql);
  if (!parsed || /WITHOUT/.test(parsed.options)) return null;
  const { columns, constraints } = parsed;
  const at = (wanted: string): number =>
    columns.findIndex((column) => column.name.toLowerCase() === wanted.toLowerCase());
  const key = constraints
    .map((text) => /PRIMARY KEY \( (.+) \)/i.exec(text)?.[1])
    .find((found) => found !== undefined);
  const id_at =
    key !== undefined ? at(unquoted(key)) : columns.findIndex(({ rest }) => /PRIMARY KEY/.test(rest));
  const geometry_at = at(geometry);
  // Only a column of just this type is the row's number.
  if (geometry_at < 0 || columns[id_at]?.type !== "INTEGER") return null;
  const plain = columns.every(
    ({ type, rest }, place) =>
      (place === geometry_at || TYPES[type] !== undefined) && !/DEFAULT|GENERATED|\bAS\b/.test(rest),
  );
  // The rows name their id so.
  return plain && at("source_fid") < 0 ? { name, root_page, columns, geometry_at, id_at } : null;
}

async function* rows_of(member: Member, layout: Layout): AsyncGenerator<Row[]> {
  const file = SqliteFile.open(member.path);
  if (!file) throw damaged(member, layout, "it is no SQLite database any more");
  try {
    let batch: Row[] = [];
    let row = 0;
    for (const record of file.rows(layout.root_page)) {
      batch.push(row_of(record, ++row, layout));
      if (batch.length < BATCH_ROWS) continue;
      yield batch;
      batch = [];
      await setImmediate();
    }
    if (batch.length > 0) yield batch;
  } catch (error) {
    throw error instanceof RangeError ? damaged(member, layout, error.message) : error;
  } finally {
    file.close();
  }
}

function damaged(member: Member, { name }: Layout, reason: string): ImportError {
  return new ImportError(
    "file_damaged",
    `${member.name} could not be read as GPKG, layer ${name}: ${reason}`,
    { member: member.name, errors: [reason] },
  );
}

function row_of({ rowid, values }: SqliteRow, row: number, { columns, geometry_at, id_at }: Layout): Row {
  const fields: Record<string, Value> = { source_fid: rowid };
  for (let place = 0; place < columns.length; place++) {
    if (place === geometry_at || place === id_at) continue;
    const value = values[place] ?? null;
    const { name, type } = columns[place]!;
    fields[name] = typeof value === "object" ? null : typed(value, type);
  }
  return new GeopackageRow(row, fields, values[geometry_at] ?? null);
}

function typed(value: number | string, type: string): Value {
  if (typeof value === "string") return type === "DATETIME" ? value.replace(/\.000Z$/, "Z") : value;
  if (type === "BOOLEAN") return value !== 0;
  if (type === "TEXT") return String(value);
  return Number.isFinite(value) ? value : null;
}

const ENVELOPE_BYTES = [0, 32, 48, 48, 64];

/** A row whose geometry is only taken apart where its parts are asked for. */
class GeopackageRow implements Row {
  readonly plain: PlainGeometry | null;
  private read: WkbGeometry | null | undefined;

  constructor(
    readonly row: number,
    readonly fields: Record<string, Value>,
    private readonly blob: SqliteValue,
  ) {
    const at = this.start();
    this.plain = at === null ? null : plain_wkb(blob as Buffer, at);
  }

  get parts(): Row["parts"] {
    return this.geometry()?.parts ?? null;
  }
  get collection(): boolean {
    return this.geometry()?.collection ?? false;
  }
  get z(): Row["z"] {
    return this.plain ? null : (this.geometry()?.z ?? null);
  }

  /** Where in the blob its well-known binary begins: after a header with an envelope. */
  private start(): number | null {
    const { blob } = this;
    if (!(blob instanceof Buffer) || blob.length < 8 || blob[0] !== 0x47 || blob[1] !== 0x50) return null;
    const envelope = ENVELOPE_BYTES[(blob[3]! >> 1) & 7];
    return envelope === undefined ? null : 8 + envelope;
  }

  private geometry(): WkbGeometry | null {
    if (this.read !== undefined) return this.read;
    const at = this.start();
    try {
      this.read = at === null ? null : read_wkb(this.blob as Buffer, at);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.read = null;
    }
    return this.read;
  }
}
