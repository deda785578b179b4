import { define_importer } from "./define_importer.ts";
import type { Row } from "./flatgeobuf.ts";
import { open_with_gdal } from "./gdal_tables.ts";
import { type Draft, own_fields, type SegmentDraft, text } from "./map_row.ts";
import { head_has, member_stem } from "./source_words.ts";
import type { ImportSource } from "./types.ts";

/** STATUS of the register whose segments are no street today: permit asked for, permit granted, out of use. */
const NOT_IN_USE = new Set([1, 2, 5]);
/** Extracts hold a segment up to three times: as it becomes, as it was (e…), and around the area (i…). */
const SEGMENT_TABLE = /^(i)?wegsegment/;

function is_register(source: ImportSource): boolean {
  return (
    source.members.some((member) => SEGMENT_TABLE.test(member_stem(member.name))) ||
    head_has(source, "WS_OIDN", "LSTRNM")
  );
}

/**
 * The Flemish road register (Wegenregister): segments with the street names of both sides. Where left
 * and right differ the segment belongs to two streets and is given to each. The state before an edit
 * (eWegsegment), nodes and transaction zones are left out.
 */
export const wegenregister = define_importer({
  id: "wegenregister",
  name: "Wegenregister",
  usual_srid: 31370,
  recognise: (source) => (is_register(source) ? 3 : 0),
  async open(source, options, limit) {
    const opened = await open_with_gdal(source, options, limit);
    // The edited segments come before their copies around the area: the first of an id is kept.
    const order = (name: string): number => (member_stem(name).startsWith("i") ? 1 : 0);
    return { ...opened, tables: [...opened.tables].sort((a, b) => order(a.member) - order(b.member)) };
  },
  pick(table, _sample, seen) {
    const fields = new Map(
      table.fields.map(({ name }) => [name.replace(/^original:/, "").toUpperCase(), name]),
    );
    if (!fields.has("WS_OIDN") && !fields.has("LSTRNMID")) return { ignore: "no road segments" };
    if (member_stem(table.member).startsWith("ewegsegment")) return { ignore: "the state before the edit" };
    return { map: (row) => segments_of(row, fields, member_stem(table.member), seen) };
  },
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

function segments_of(
  row: Row,
  fields: ReadonlyMap<string, string>,
  member: string,
  seen: Set<string>,
): readonly Draft[] {
  const value = (name: string) => row.fields[fields.get(name) ?? ""] ?? null;
  if (NOT_IN_USE.has(Number(value("STATUS"))))
    return [
      {
        kind: "left_out",
        code: "not_in_use",
        reason: `road segments ${text(value("LBLSTATUS")) ?? "not in use"}`,
      },
    ];
  const id = text(value("WS_OIDN")) ?? String(row.row);
  if (member.startsWith("i") && seen.has(id))
    return [
      {
        kind: "left_out",
        code: "segment_repeated",
        reason: "road segments that the delivery also holds as edited",
      },
    ];
  seen.add(id);
  const attributes = own_fields(row);
  const side = (key: string, name: string): Omit<SegmentDraft, "source_id"> => ({
    kind: "segment",
    street_key: text(value(key)),
    street_name: text(value(name)),
    attributes,
  });
  const left = side("LSTRNMID", "LSTRNM");
  const right = side("RSTRNMID", "RSTRNM");
  const nameless = left.street_name === null && left.street_key === null;
  if (nameless) return [{ ...right, source_id: id }];
  const two = right.street_name !== null && right.street_key !== left.street_key;
  return two
    ? [
        { ...left, source_id: id },
        { ...right, source_id: `${id}/right` },
      ]
    : [{ ...left, source_id: id }];
}
