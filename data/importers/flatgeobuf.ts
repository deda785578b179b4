import { type FileHandle, open } from "node:fs/promises";
import type { Coords, Parts } from "./ewkb.ts";
import { child, doubles, root, slot, type Table, tables, text, uint8, uint16, vector } from "./flatbuffer.ts";
import { stroke_arcs } from "./stroke.ts";

export type Value = string | number | boolean | null;

/** One row of a converted layer: geometry in parts (curves stroked, 2D) and its fields. */
export interface Row {
  /** Place in the layer, from 1. */
  readonly row: number;
  /** Null where the source has no geometry. */
  readonly parts: Parts | null;
  /** True where the geometry was a mixed collection. */
  readonly collection: boolean;
  /** Lowest and highest Z where the geometry has one that is not 0 throughout, else null. */
  readonly z: readonly [number, number] | null;
  readonly fields: Record<string, Value>;
  /** One simple line or point that has its bytes ready: `parts` need not be asked for. */
  readonly plain?: PlainGeometry | null;
}

export interface PlainGeometry {
  readonly kind: "line" | "point";
  /** Hex EWKB, as `line_hex` and `point_hex` have it. */
  hex(srid: number): string;
}

interface Column {
  readonly name: string;
  readonly type: number;
}

const MAGIC = 0x03626766;
const CHUNK_BYTES = 1 << 18;

/**
 * Reads a FlatGeobuf file without a spatial index (as `convert` writes it) in batches of one chunk
 * of the file, so that a consumer that waits holds the reader back. Own reading instead of the
 * package's GeoJSON objects: no object per coordinate, and curves are stroked here to 1 cm (the
 * package throws on curves). An empty file gives nothing; other bytes throw RangeError.
 */
export async function* read_flatgeobuf(path: string): AsyncGenerator<Row[]> {
  const file = await open(path, "r");
  try {
    const start = await read_at(file, 0, 12);
    if (start.length === 0) return;
    if (start.length < 12 || start.readUInt32LE(0) !== MAGIC)
      throw new RangeError("expected a FlatGeobuf file, got other bytes");
    const header_bytes = start.readUInt32LE(8);
    const header = root(await read_at(file, 12, header_bytes), 0);
    if (uint16(header, 22, 16) !== 0 && slot(header, 22) !== 0)
      throw new RangeError("expected a FlatGeobuf file without a spatial index");
    const columns = tables(header, 18).map((column) => ({
      name: text(column, 4),
      type: uint8(column, 6, 0),
    }));
    yield* read_features(file, 12 + header_bytes, columns, uint8(header, 8, 0));
  } finally {
    await file.close();
  }
}

async function* read_features(
  file: FileHandle,
  start: number,
  columns: readonly Column[],
  layer_type: number,
): AsyncGenerator<Row[]> {
  let position = start;
  let wanted = CHUNK_BYTES;
  let row = 0;
  for (;;) {
    const chunk = await read_at(file, position, wanted);
    const batch: Row[] = [];
    let at = 0;
    let next_bytes = 0;
    while (at + 4 <= chunk.length) {
      const bytes = chunk.readUInt32LE(at);
      if (at + 4 + bytes > chunk.length) {
        next_bytes = bytes + 4;
        break;
      }
      batch.push(read_row(chunk, at + 4, ++row, columns, layer_type));
      at += 4 + bytes;
    }
    if (batch.length > 0) yield batch;
    else if (chunk.length < wanted) return;
    position += at;
    wanted = Math.max(CHUNK_BYTES, next_bytes);
  }
}

function read_row(
  bytes: Buffer,
  offset: number,
  row: number,
  columns: readonly Column[],
  layer_type: number,
): Row {
  const feature = root(bytes, offset);
  const geometry = child(feature, 4);
  const fields = read_fields(feature, columns);
  if (!geometry) return { row, parts: null, collection: false, z: null, fields };
  const type = layer_type === 0 ? uint8(geometry, 16, 0) : layer_type;
  const points: number[] = [];
  const lines: Coords[] = [];
  const areas: Coords[][] = [];
  collect(geometry, type, points, lines, areas);
  const range = z_range(geometry, null);
  const z = range && (range[0] !== 0 || range[1] !== 0) ? range : null;
  return { row, parts: { points, lines, areas }, collection: type === 7, z, fields };
}

/** Adds what a FlatGeobuf geometry table holds to the lists; empty parts add nothing. */
function collect(table: Table, type: number, points: number[], lines: Coords[], areas: Coords[][]): void {
  switch (type) {
    case 1: // Point
    case 4: // MultiPoint
      // An empty point is written as NaN.
      for (const value of doubles(table, 6)) points.push(value);
      if (Number.isNaN(points.at(-1))) points.length = 0;
      return;
    case 2: // LineString
    case 5: // MultiLineString
      lines.push(...cut(table));
      return;
    case 3: // Polygon
    case 17: {
      const rings = cut(table);
      if (rings.length > 0) areas.push(rings);
      return;
    }
    case 8: // CircularString
    case 9: // CompoundCurve
    case 13: {
      const coords = curve(table, type);
      if (coords.length > 0) lines.push(coords);
      return;
    }
    case 10: {
      // CurvePolygon
      const rings = tables(table, 18).map((ring) => curve(ring, uint8(ring, 16, 0)));
      if (rings.length > 0) areas.push(rings);
      return;
    }
    case 6: // MultiPolygon
      for (const part of tables(table, 18)) collect(part, 3, points, lines, areas);
      return;
    case 11: // MultiCurve
    case 7: // GeometryCollection
    case 12: // MultiSurface
    case 15: // PolyhedralSurface
    case 16: // TIN
      for (const part of tables(table, 18)) collect(part, uint8(part, 16, 0), points, lines, areas);
      return;
    default:
      throw new RangeError(`expected a FlatGeobuf geometry type from 1 to 17, got ${type}`);
  }
}

function curve(table: Table, type: number): Coords {
  if (type === 8) return stroke_arcs(doubles(table, 6));
  if (type !== 9) return doubles(table, 6);
  const out: number[] = [];
  for (const part of tables(table, 18)) {
    const coords = curve(part, uint8(part, 16, 0));
    // Each part starts where the one before ended.
    for (let i = out.length === 0 ? 0 : 2; i < coords.length; i++) out.push(coords[i]!);
  }
  return out;
}

/** The coordinates of a table cut at its `ends` (in points). */
function cut(table: Table): Coords[] {
  const xy = doubles(table, 6);
  const ends = vector(table, 4);
  if (ends.length === 0) return xy.length === 0 ? [] : [xy];
  const out: Coords[] = [];
  let from = 0;
  for (let i = 0; i < ends.length; i++) {
    const to = table.bytes.readUInt32LE(ends.start + 4 * i) * 2;
    out.push(xy.subarray(from, to));
    from = to;
  }
  return out;
}

function z_range(table: Table, range: [number, number] | null): [number, number] | null {
  let out = range;
  for (const z of doubles(table, 8)) {
    if (Number.isNaN(z)) continue;
    if (!out) out = [z, z];
    else if (z < out[0]) out[0] = z;
    else if (z > out[1]) out[1] = z;
  }
  for (const part of tables(table, 18)) out = z_range(part, out);
  return out;
}

function read_fields(feature: Table, columns: readonly Column[]): Record<string, Value> {
  const fields: Record<string, Value> = {};
  for (const column of columns) fields[column.name] = null;
  const { bytes } = feature;
  const { start, length } = vector(feature, 6);
  let at = start;
  const end = start + length;
  while (at + 2 <= end) {
    const column = columns[bytes.readUInt16LE(at)];
    if (!column) throw new RangeError("FlatGeobuf feature names a column that is not in the header");
    at += 2;
    switch (column.type) {
      case 0:
        fields[column.name] = bytes.readInt8(at);
        at += 1;
        break;
      case 1:
        fields[column.name] = bytes.readUInt8(at);
        at += 1;
        break;
      case 2:
        fields[column.name] = bytes.readUInt8(at) !== 0;
        at += 1;
        break;
      case 3:
        fields[column.name] = bytes.readInt16LE(at);
        at += 2;
        break;
      case 4:
        fields[column.name] = bytes.readUInt16LE(at);
        at += 2;
        break;
      case 5:
        fields[column.name] = bytes.readInt32LE(at);
        at += 4;
        break;
      case 6:
        fields[column.name] = bytes.readUInt32LE(at);
        at += 4;
        break;
      case 7:
      case 8: {
        const wide = column.type === 7 ? bytes.readBigInt64LE(at) : bytes.readBigUInt64LE(at);
        const number = Number(wide);
        // An identifier beyond 2^53 must not lose its last digits.
        fields[column.name] = Number.isSafeInteger(number) ? number : wide.toString();
        at += 8;
        break;
      }
      case 9: {
        const number = bytes.readFloatLE(at);
        fields[column.name] = Number.isFinite(number) ? number : null;
        at += 4;
        break;
      }
      case 10: {
        const number = bytes.readDoubleLE(at);
        fields[column.name] = Number.isFinite(number) ? number : null;
        at += 8;
        break;
      }
      case 11:
      case 12:
      case 13:
      case 14: {
        const size = bytes.readUInt32LE(at);
        at += 4;
        if (column.type !== 14) fields[column.name] = bytes.toString("utf8", at, at + size);
        at += size;
        break;
      }
      default:
        throw new RangeError(`FlatGeobuf column ${column.name} has the unknown type ${column.type}`);
    }
  }
  return fields;
}

/** Up to `bytes` from `position`; shorter only at the end of the file. */
async function read_at(file: FileHandle, position: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(bytes);
  let read = 0;
  while (read < bytes) {
    const { bytesRead } = await file.read(buffer, read, bytes - read, position + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return buffer.subarray(0, read);
}
