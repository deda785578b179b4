import { extname } from "node:path";
import type { ImportSource } from "./types.ts";

export type Member = ImportSource["members"][number];
export type FormatId =
  | "gpkg"
  | "shapefile"
  | "flatgeobuf"
  | "geojson"
  | "geojson_lines"
  | "gml"
  | "kml"
  | "dxf"
  | "osm_pbf"
  | "osm_xml"
  | "csv"
  | "cityjson"
  | "json";

/** What people call the formats, for messages. */
export const SUPPORTED_FORMATS =
  "GeoPackage, Shapefile (also zipped), GeoJSON, GML, FlatGeobuf, CSV with coordinates, DXF, KML, OpenStreetMap (.osm, .osm.pbf), CityJSON, IMKL (Belgium, KLIC)";

/** The format of a member by its content (the extension only tells CSV from other text), or null. */
export function format_of(member: Member): FormatId | null {
  const { head } = member;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.subarray(0, 15).toString("latin1") === "SQLite format 3")
    return bytes.subarray(68, 72).toString("latin1") === "GPKG" || bytes.includes("gpkg_contents")
      ? "gpkg"
      : null;
  if (bytes.length >= 100 && bytes.readUInt32BE(0) === 9994)
    return extname(member.name).toLowerCase() === ".shx" ? null : "shapefile";
  if (bytes.subarray(0, 3).toString("latin1") === "fgb") return "flatgeobuf";
  if (bytes.subarray(4, 24).includes("OSMHeader")) return "osm_pbf";
  return format_of_text(text_of(member), extname(member.name).toLowerCase());
}

function format_of_text(text: string, extension: string): FormatId | null {
  const start = text.trimStart();
  if (start.startsWith("{") || start.startsWith("[")) return format_of_json(start);
  if (start.startsWith("<")) {
    // Not one in a comment or instruction, also where that does not end here: a DOCTYPE could follow it unseen.
    const elements = start.replace(/<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)/g, "");
    const root = /<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[\s>/])/.exec(elements)?.[2];
    if (root === "osm") return "osm_xml";
    if (root === "kml") return "kml";
    return root && /http:\/\/www\.opengis\.net\/gml/.test(elements) ? "gml" : null;
  }
  if (/^(\s*999\s*\r?\n.*\r?\n)*\s*0\s*\r?\nSECTION\s*\r?\n/.test(text.slice(0, 2000))) return "dxf";
  if ([".csv", ".tsv"].includes(extension) && !text.includes("\0")) return "csv";
  return extension === ".txt" && csv_header(text) ? "csv" : null;
}

function format_of_json(start: string): FormatId {
  if (/"type"\s*:\s*"CityJSON"|^\s*\{[^{]{0,200}"CityObjects"\s*:/.test(start)) return "cityjson";
  const type =
    /"type"\s*:\s*"(FeatureCollection|Feature|Point|LineString|Polygon|Multi\w+|GeometryCollection)"/.exec(
      start,
    );
  if (!type || !/"(geometry|coordinates|features|geometries)"/.test(start)) return "json";
  // One feature a line, no collection around them.
  const first_line = start.split("\n", 1)[0]!;
  const lines =
    start.startsWith("{") &&
    /^\{.*"type"\s*:\s*"Feature".*\}\s*$/.test(first_line) &&
    start.length > first_line.length + 2;
  return lines ? "geojson_lines" : "geojson";
}

/** The header of a delimited text and its delimiter; null where the first lines are no table. */
export function csv_header(
  text: string,
): { readonly delimiter: string; readonly names: readonly string[] } | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const first = lines[0];
  if (!first) return null;
  for (const delimiter of [";", "\t", ",", "|"]) {
    const names = cells(first, delimiter);
    if (names.length < 2) continue;
    // A header names every column once; a line of data repeats or leaves cells empty.
    if (new Set(names).size !== names.length || names.some((name) => name === "")) continue;
    if (lines.length > 1 && cells(lines[1]!, delimiter).length !== names.length) continue;
    return { delimiter, names };
  }
  return null;
}

function cells(line: string, delimiter: string): string[] {
  const out: string[] = [];
  let cell = "";
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (char === delimiter && !quoted) {
      out.push(cell.trim());
      cell = "";
    } else cell += char;
  }
  out.push(cell.trim());
  return out;
}

/** The head of a member as text: UTF-8 or UTF-16 by its byte order mark, else Windows-1252 where it is no UTF-8. */
export function text_of(member: Member): string {
  const { head } = member;
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder("utf-16le").decode(head);
  try {
    // The head may end inside a character.
    return new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
  } catch {
    return new TextDecoder("windows-1252").decode(head);
  }
}
