/**
 * Hex EWKB (2D, little endian, with the SRID), written straight into one buffer.
 * Coordinates come flat: `[x0, y0, x1, y1, …]` in the units of `srid`. Rings must be closed by the
 * caller. Empty lists give a valid empty geometry; the caller rejects those.
 */
export type Coords = ArrayLike<number>;

/** What a source geometry holds once its curves are stroked: any mix of points, lines and areas. */
export interface Parts {
  /** Flat coordinates of all points. */
  readonly points: Coords;
  readonly lines: readonly Coords[];
  /** Per polygon its rings, the outer one first. */
  readonly areas: readonly (readonly Coords[])[];
}

/** A GeoJSON geometry, loosely typed: it comes from outside and is checked here. */
export interface GeoJsonGeometry {
  readonly type: string;
  readonly coordinates?: unknown;
  readonly geometries?: readonly GeoJsonGeometry[];
}

const POINT = 1;
const LINE = 2;
const POLYGON = 3;
const MULTI_POINT = 4;
const MULTI_LINE = 5;
const MULTI_POLYGON = 6;
const SRID_FLAG = 0x20000000;

let buffer = Buffer.allocUnsafe(1 << 16);
let at = 0;

function room(bytes: number): void {
  if (at + bytes <= buffer.length) return;
  const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, at + bytes));
  buffer.copy(larger, 0, 0, at);
  buffer = larger;
}

function begin(type: number, srid: number): void {
  at = 0;
  room(16);
  buffer[0] = 1;
  buffer.writeUInt32LE((type | SRID_FLAG) >>> 0, 1);
  buffer.writeInt32LE(srid, 5);
  at = 9;
}

function head(type: number): void {
  room(5);
  buffer[at] = 1;
  buffer.writeUInt32LE(type, at + 1);
  at += 5;
}

function count(value: number): void {
  room(4);
  buffer.writeUInt32LE(value, at);
  at += 4;
}

function ordinates(coords: Coords, from = 0, to = coords.length): void {
  room((to - from) * 8);
  if (coords instanceof Float64Array) {
    buffer.set(new Uint8Array(coords.buffer, coords.byteOffset + from * 8, (to - from) * 8), at);
    at += (to - from) * 8;
    return;
  }
  for (let i = from; i < to; i++) at = buffer.writeDoubleLE(coords[i]!, at);
}

function line(coords: Coords): void {
  count(coords.length / 2);
  ordinates(coords);
}

function rings(list: readonly Coords[]): void {
  count(list.length);
  for (const ring of list) line(ring);
}

function end(): string {
  return buffer.toString("hex", 0, at);
}

/** A point at `x`, `y`. */
export function point_hex(x: number, y: number, srid: number): string {
  begin(POINT, srid);
  ordinates([x, y]);
  return end();
}

/** A line string through the flat `coords`. */
export function line_hex(coords: Coords, srid: number): string {
  begin(LINE, srid);
  line(coords);
  return end();
}

/** A polygon of closed rings, the outer one first. */
export function polygon_hex(list: readonly Coords[], srid: number): string {
  begin(POLYGON, srid);
  rings(list);
  return end();
}

/** A multipoint of all flat `coords`. */
export function multi_point_hex(coords: Coords, srid: number): string {
  begin(MULTI_POINT, srid);
  count(coords.length / 2);
  for (let i = 0; i < coords.length; i += 2) {
    head(POINT);
    ordinates(coords, i, i + 2);
  }
  return end();
}

/** A multilinestring. */
export function multi_line_hex(lines: readonly Coords[], srid: number): string {
  begin(MULTI_LINE, srid);
  count(lines.length);
  for (const coords of lines) {
    head(LINE);
    line(coords);
  }
  return end();
}

/** A multipolygon: per polygon its closed rings. */
export function multi_polygon_hex(areas: readonly (readonly Coords[])[], srid: number): string {
  begin(MULTI_POLYGON, srid);
  count(areas.length);
  for (const list of areas) {
    head(POLYGON);
    rings(list);
  }
  return end();
}

/** The points of `parts` as one geometry: single where there is one, else multi; null when there are none. */
export function points_hex(parts: Parts, srid: number): string | null {
  if (parts.points.length === 0) return null;
  return parts.points.length === 2
    ? point_hex(parts.points[0]!, parts.points[1]!, srid)
    : multi_point_hex(parts.points, srid);
}

/** The lines of `parts` as one geometry: single where there is one, else multi; null when there are none. */
export function lines_hex(parts: Parts, srid: number): string | null {
  if (parts.lines.length === 0) return null;
  return parts.lines.length === 1 ? line_hex(parts.lines[0]!, srid) : multi_line_hex(parts.lines, srid);
}

/** The areas of `parts` as one geometry: single where there is one, else multi; null when there are none. */
export function areas_hex(parts: Parts, srid: number): string | null {
  if (parts.areas.length === 0) return null;
  return parts.areas.length === 1 ? polygon_hex(parts.areas[0]!, srid) : multi_polygon_hex(parts.areas, srid);
}

/**
 * Hex EWKB of a GeoJSON geometry (Z and M are dropped), its coordinates taken as they are in `srid`.
 * A GeometryCollection gives one geometry per kind it holds: points, lines, areas. An empty or null
 * geometry gives an empty list. Throws RangeError where `geometry` is no GeoJSON geometry.
 */
export function from_geojson(geometry: GeoJsonGeometry | null, srid: number): string[] {
  const parts = geojson_parts(geometry);
  return [points_hex(parts, srid), lines_hex(parts, srid), areas_hex(parts, srid)].filter(
    (hex): hex is string => hex !== null,
  );
}

/** The parts of a GeoJSON geometry, Z and M dropped. Throws RangeError where it is none. */
export function geojson_parts(geometry: GeoJsonGeometry | null): Parts {
  const points: number[] = [];
  const lines: number[][] = [];
  const areas: number[][][] = [];
  const collect = (part: GeoJsonGeometry): void => {
    const list = part.coordinates;
    switch (part.type) {
      case "Point":
        if (as_list(list).length > 0) push_position(points, list);
        break;
      case "MultiPoint":
        for (const position of as_list(list)) push_position(points, position);
        break;
      case "LineString":
        if (as_list(list).length > 0) lines.push(flat(list));
        break;
      case "MultiLineString":
        for (const coords of as_list(list)) lines.push(flat(coords));
        break;
      case "Polygon":
        if (as_list(list).length > 0) areas.push(as_list(list).map(flat));
        break;
      case "MultiPolygon":
        for (const polygon of as_list(list)) areas.push(as_list(polygon).map(flat));
        break;
      case "GeometryCollection":
        for (const member of part.geometries ?? []) collect(member);
        break;
      default:
        throw new RangeError(`expected a GeoJSON geometry type, got ${JSON.stringify(part.type)}`);
    }
  };
  if (geometry) collect(geometry);
  return { points, lines, areas };
}

function as_list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new RangeError(`expected a list of coordinates, got ${typeof value}`);
  return value;
}

function push_position(target: number[], position: unknown): void {
  const [x, y] = as_list(position);
  if (!Number.isFinite(x) || !Number.isFinite(y))
    throw new RangeError(`expected two finite numbers, got ${JSON.stringify(position)}`);
  target.push(x as number, y as number);
}

function flat(list: unknown): number[] {
  const out: number[] = [];
  for (const position of as_list(list)) push_position(out, position);
  return out;
}
