import { define_importer, type Pick } from "./define_importer.ts";
import type { Row } from "./flatgeobuf.ts";
import { open_with_gdal } from "./gdal_tables.ts";
import { type Draft, feature_draft, own_fields, text } from "./map_row.ts";
import type { SourceTable } from "./source_table.ts";
import { head_has, member_stem } from "./source_words.ts";
import { parse_date } from "./values.ts";

/** Layer of ours per code of a GRB entity. */
const ENTITIES: Readonly<Record<string, string>> = {
  gbg: "building",
  gba: "building",
  adp: "parcel",
  wbn: "carriageway",
  wtz: "surface_water",
};

/**
 * The Flemish large-scale reference map (GRB): buildings (Gbg, and annexes Gba), administrative parcels
 * (Adp), road areas (Wbn) and watercourses (Wtz), as shapefiles, as the OGC API serves them, and as
 * change deliveries of buildings (ended versions are left out). GRB is published in Lambert 72: a file
 * without .prj is taken in it, with a warning, where its coordinates agree.
 */
export const grb = define_importer({
  id: "grb",
  name: "GRB",
  usual_srid: 31370,
  recognise(source) {
    const by_name = source.members.some(
      (member) =>
        /^(tbl)?(gbg|gba|adp|wbn|wtz)\d*/.test(member_stem(member.name)) &&
        /\.(shp|gpkg)$/i.test(member.name),
    );
    if (by_name || head_has(source, "GRBIDN", "GVDV") || head_has(source, "geo.api.vlaanderen.be/GRB"))
      return 3;
    return head_has(source, '"OIDN"', '"UIDN"', '"CAPAKEY"') ||
      head_has(source, "OIDN\0", "UIDN\0", "CAPAKEY\0")
      ? 3
      : 0;
  },
  open: open_with_gdal,
  pick: pick_entity,
  dataset: (source) => ({
    kind: "dataset",
    key: null,
    name: source.file_name,
    owner: "Digitaal Vlaanderen",
    licence: "Modellicentie Gratis Hergebruik",
    purpose: null,
    access_class: "public",
    dated: null,
    expires: null,
    attachments: [],
  }),
});

function pick_entity(table: SourceTable, sample: readonly Row[]): Pick {
  const fields = new Set(table.fields.map(({ name }) => name));
  if (fields.has("GRBIDN")) return { map: (row) => changed_building(row) };
  const id = String(sample[0]?.fields.id ?? "");
  const name = [table.name, member_stem(table.member), id].map(
    (word) => /^(?:tbl|grb_)?([a-z]{3})/i.exec(word)?.[1]?.toLowerCase() ?? "",
  );
  const code = fields.has("CAPAKEY") ? "adp" : name.find((word) => ENTITIES[word]);
  if (!code) return "guess";
  const layer = ENTITIES[code]!;
  return { map: (row) => [entity(row, layer)] };
}

function entity(row: Row, layer: string): Draft {
  const { OIDN, CAPAKEY, id } = row.fields;
  const source_id = text(OIDN) ?? text(CAPAKEY) ?? text(id) ?? String(row.row);
  const own = own_fields(row);
  return feature_draft(layer, source_id, {
    attributes: layer === "parcel" && CAPAKEY ? { ...own, parcel_number: String(CAPAKEY) } : own,
  });
}

function changed_building(row: Row): readonly Draft[] {
  const { GRBIDN, GVDE, GRID } = row.fields;
  const grid = text(GRID);
  if (grid !== null && !/^https?:\/\/\S+\/id\/gebouw\/\d+$/.test(grid))
    return [
      {
        kind: "refused",
        field: "GRID",
        code: "id_invalid",
        message: `Expected an address such as https://data.vlaanderen.be/id/gebouw/14207619, or -9; got ${JSON.stringify(grid)}`,
      },
    ];
  // 1900-01-01 stands for "not ended".
  const ended = parse_date(GVDE);
  if (ended !== null && ended > "1900-01-01")
    return [{ kind: "left_out", code: "history_left_out", reason: "versions that have ended" }];
  return [feature_draft("building", text(GRBIDN) ?? String(row.row), { attributes: own_fields(row) })];
}
