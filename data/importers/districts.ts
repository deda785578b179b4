import { define_importer } from "./define_importer.ts";
import type { Row } from "./flatgeobuf.ts";
import { open_with_gdal } from "./gdal_tables.ts";
import { type Draft, text } from "./map_row.ts";
import { head_has } from "./source_words.ts";

/** Fields of known sources of neighbourhoods: identity and name. */
const SOURCES: readonly (readonly [id: string, name: string])[] = [
  ["geoitem", "naam"],
  ["wijkcode", "wijknaam"],
  ["WIJKCODE", "WIJKNAAM"],
  ["wijkcode", "wijknaam"],
  ["buurtcode", "buurtnaam"],
];

/**
 * Neighbourhoods of Flemish towns: those of provincies in cijfers (ggw7) and of city portals, and the
 * Dutch wijken and buurten. A municipality in brackets behind the name ("Blauwput (Leuven)") is taken
 * off where the name stays unique without it.
 */
export const districts = define_importer({
  id: "districts",
  name: "Neighbourhoods",
  recognise: (source) => (SOURCES.some(([id, name]) => head_has(source, id, name)) ? 3 : 0),
  open: open_with_gdal,
  pick(table, sample) {
    const names = new Set(table.fields.map((field) => field.name));
    const found = SOURCES.find(([id, name]) => names.has(id) && names.has(name));
    if (!found) return "guess";
    const [id, name] = found;
    const short = sample.map((row) => without_municipality(text(row.fields[name]) ?? ""));
    const repeated = new Set(short.filter((one, i) => short.indexOf(one) !== i));
    return { map: (row) => [district(row, id, name, repeated)] };
  },
});

function district(row: Row, id: string, name: string, repeated: ReadonlySet<string>): Draft {
  const full = text(row.fields[name]);
  if (full === null)
    return {
      kind: "refused",
      field: name,
      code: "name_missing",
      message: "Expected a name for the district, got none",
    };
  const short = without_municipality(full);
  return {
    kind: "district",
    source_id: text(row.fields[id]) ?? String(row.row),
    name: repeated.has(short) ? full : short,
    inhabitants: null,
    dwellings: null,
  };
}

function without_municipality(name: string): string {
  return name.replace(/\s*\([^()]+\)$/, "");
}
