import type { Row } from "./flatgeobuf.ts";

export type Tags = Readonly<Record<string, string>>;

/** All tags of an OpenStreetMap row as GDAL gives it: own columns and the rest as hstore text in `other_tags`. */
export function osm_tags(row: Row): Tags {
  const tags: Record<string, string> = {};
  for (const [name, value] of Object.entries(row.fields)) {
    if (
      value === null ||
      value === "" ||
      ["osm_id", "osm_way_id", "other_tags", "z_order", "source_fid"].includes(name)
    )
      continue;
    tags[name] = String(value);
  }
  const rest = row.fields.other_tags;
  if (typeof rest === "string") {
    for (const [, key, value] of rest.matchAll(/"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"/g))
      tags[unescaped(key!)] = unescaped(value!);
  }
  return tags;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}

/** `way/23893767`: the identity of the element in OpenStreetMap. */
export function osm_id(row: Row, table: string): string {
  const { osm_id: id, osm_way_id: way } = row.fields;
  if (way !== undefined && way !== null && way !== "") return `way/${way}`;
  const type = table === "points" ? "node" : table === "lines" ? "way" : "relation";
  return `${type}/${id}`;
}

/** A length in metres from `12`, `12.5 m`, `1,2`; feet and other units give null. */
export function osm_metres(value: string | undefined): number | null {
  const match = /^(\d+(?:[.,]\d+)?)\s*(m|metre|meter|metres)?$/.exec(value?.trim() ?? "");
  return match ? Number(match[1]!.replace(",", ".")) : null;
}

/** The year of a `start_date` such as `1956`, `1956-03`, `~1930`; null where it is no year. */
export function osm_year(value: string | undefined): number | null {
  const match = /^~?(\d{4})(?:-\d{2}(?:-\d{2})?)?$/.exec(value?.trim() ?? "");
  return match ? Number(match[1]) : null;
}
