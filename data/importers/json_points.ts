import { readFile } from "node:fs/promises";
import { define_importer } from "./define_importer.ts";
import type { Row, Value } from "./flatgeobuf.ts";
import { format_of, type Member, text_of } from "./formats.ts";
import type { SourceTable } from "./source_table.ts";
import { ImportError } from "./types.ts";
import { parse_number } from "./values.ts";

const LON = ["lng", "lon", "long", "longitude"];
const LAT = ["lat", "latitude"];
const MAX_BYTES = 256 * 1024 ** 2;

/**
 * Plain JSON with objects that carry a longitude and a latitude (`locations[].lat`, `.lng`), as web
 * services hand them out: the longest such list is read as points in WGS 84.
 */
export const json_points = define_importer({
  id: "json_points",
  name: "JSON with positions",
  recognise: (source) => (source.members.some(has_positions) ? 1 : 0),
  async open(source) {
    const tables: SourceTable[] = [];
    for (const member of source.members) if (has_positions(member)) tables.push(await table_of(member));
    return { tables, notes: [], rejected: [] };
  },
});

function has_positions(member: Member): boolean {
  if (format_of(member) !== "json") return false;
  const text = text_of(member);
  return LON.some((name) => text.includes(`"${name}":`)) && LAT.some((name) => text.includes(`"${name}":`));
}

async function table_of(member: Member): Promise<SourceTable> {
  if (member.bytes > MAX_BYTES)
    throw new ImportError(
      "file_too_large",
      `${member.name} has ${member.bytes} bytes; plain JSON is read up to ${MAX_BYTES}. Deliver it as GeoPackage.`,
    );
  let document: unknown;
  try {
    document = JSON.parse(await readFile(member.path, "utf8"));
  } catch (error) {
    throw new ImportError(
      "file_damaged",
      `${member.name} is no whole JSON document: ${(error as Error).message}`,
    );
  }
  const { path, list } = longest_list(document, "", { path: "", list: [] });
  const rows = list.map((object, i): Row => {
    const x = parse_number(pick(object, LON));
    const y = parse_number(pick(object, LAT));
    const fields: Record<string, Value> = {};
    for (const [name, value] of Object.entries(object))
      fields[name] = typeof value === "object" && value !== null ? JSON.stringify(value) : (value as Value);
    const parts = x === null || y === null ? null : { points: [x, y], lines: [], areas: [] };
    return { row: i + 1, parts, collection: false, z: null, fields };
  });
  const names = new Set(rows.flatMap((row) => Object.keys(row.fields)));
  return {
    name: path || member.name,
    member: member.name,
    geometry: "Point",
    fields: [...names].map((name) => ({ name, type: "String" })),
    feature_count: rows.length,
    declared: { srid: 4326, name: "longitude and latitude", by: "columns" },
    async *rows() {
      for (let i = 0; i < rows.length; i += 1000) yield rows.slice(i, i + 1000);
    },
  };
}

type Found = { readonly path: string; readonly list: readonly Record<string, unknown>[] };

function longest_list(value: unknown, path: string, best: Found): Found {
  if (Array.isArray(value)) {
    const list = value.filter(
      (item): item is Record<string, unknown> =>
        typeof item === "object" &&
        item !== null &&
        LON.some((name) => name in item) &&
        LAT.some((name) => name in item),
    );
    return list.length > best.list.length ? { path, list } : best;
  }
  if (typeof value !== "object" || value === null) return best;
  let found = best;
  for (const [name, member] of Object.entries(value))
    found = longest_list(member, path ? `${path}.${name}` : name, found);
  return found;
}

function pick(object: Record<string, unknown>, names: readonly string[]): Value {
  const name = names.find((one) => one in object);
  return name === undefined ? null : (object[name] as Value);
}
