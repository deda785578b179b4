import { note } from "./crs.ts";
import { define_importer } from "./define_importer.ts";
import type { Row, Value } from "./flatgeobuf.ts";
import { type Member, text_of } from "./formats.ts";
import { imgeo_drafts } from "./imgeo_rows.ts";
import { epsg_of } from "./imkl/crs.ts";
import { read_gml } from "./imkl/gml.ts";
import type { XmlNode } from "./imkl/node.ts";
import { xml_members } from "./imkl/xml_members.ts";
import type { SourceTable } from "./source_table.ts";
import { ImportError, type ImportNote, type ImportRejection } from "./types.ts";

/**
 * Large-scale topography in IMGeo 2.1 (CityGML), the Dutch BGT: road parts by function, buildings,
 * green, water, trees. Read from the XML itself: GDAL drops objects with a second geometry it cannot
 * parse and takes house-number labels for buildings. Objects that have ended are left out. IMGeo
 * prescribes RD New: a file without `srsName` is taken in it, with a warning, where its coordinates agree.
 */
export const imgeo = define_importer({
  id: "imgeo",
  name: "BGT / IMGeo",
  usual_srid: 28992,
  recognise: (source) => (source.members.some(is_imgeo) ? 3 : 0),
  async open(source, options) {
    const tables: SourceTable[] = [];
    const notes: ImportNote[] = [];
    const rejected: ImportRejection[] = [];
    for (const member of source.members.filter(is_imgeo)) {
      const found = new Map<string, { count: number; srs: string | null; fields: Set<string> }>();
      for await (const batch of objects(member, options.signal)) {
        for (const { row, kind, srs, refused } of batch) {
          if (refused) {
            rejected.push(refused);
            continue;
          }
          const entry = found.get(kind) ?? { count: 0, srs: null, fields: new Set<string>() };
          found.set(kind, entry);
          entry.count++;
          entry.srs ??= srs;
          for (const name of Object.keys(row.fields)) entry.fields.add(name);
        }
      }
      if (found.size === 0) notes.push(note("layer_empty", `${member.name} is valid and holds no object.`));
      for (const [kind, { count, srs, fields }] of found) {
        tables.push({
          name: kind,
          member: member.name,
          geometry: "Geometry",
          fields: [...fields].map((name) => ({ name, type: "String" })),
          feature_count: count,
          declared: { srid: epsg_of(srs), name: srs, by: "file" },
          async *rows() {
            for await (const batch of objects(member, options.signal))
              yield batch.filter((object) => object.kind === kind && !object.refused).map(({ row }) => row);
          },
        });
      }
    }
    return { tables, notes, rejected };
  },
  pick: (table) => ({ map: (row) => imgeo_drafts(row, table.name) }),
});

function is_imgeo(member: Member): boolean {
  return text_of(member).includes("http://www.geostandaarden.nl/imgeo/2");
}

interface ImgeoObject {
  readonly row: Row;
  readonly kind: string;
  readonly srs: string | null;
  readonly refused: ImportRejection | null;
}

async function* objects(member: Member, signal: AbortSignal): AsyncGenerator<ImgeoObject[]> {
  let row = 0;
  try {
    for await (const { parts } of xml_members(member.path, signal, () => false)) {
      const batch: ImgeoObject[] = [];
      for (const part of parts) if (part.kind === "member") batch.push(object_of(part.node, ++row));
      if (batch.length > 0) yield batch;
    }
  } catch (error) {
    if (error instanceof ImportError)
      throw new ImportError(error.code, `${member.name}: ${error.message}`, error.detail);
    throw error;
  }
}

function object_of(node: XmlNode, row: number): ImgeoObject {
  const gml_id = node.attributes.id ?? String(row);
  const fields: Record<string, Value> = { gml_id };
  collect_fields(node, fields);
  const geometry = node.children.find(({ name }) => /^geometrie2d|^lod0/i.test(name));
  const read = geometry ? read_gml(geometry, null) : null;
  const refused: ImportRejection | null =
    read && !read.ok
      ? { kind: "rejected", row: gml_id, field: geometry!.name, code: read.code, message: read.message }
      : null;
  return {
    row: { row, parts: read?.ok ? read.parts : null, collection: false, z: null, fields },
    kind: node.name,
    srs: read?.ok ? read.srs_name : null,
    refused,
  };
}

/** Texts of leaf elements under their own name, the first of each; geometry is no field. */
function collect_fields(node: XmlNode, fields: Record<string, Value>): void {
  for (const child of node.children) {
    if (/^(geometrie|kruinlijn|plaatsingspunt|lod0)/i.test(child.name)) continue;
    if (child.children.length > 0) collect_fields(child, fields);
    else if (child.text.trim() !== "" && !(child.name in fields)) fields[child.name] = child.text.trim();
  }
}
