import type { ImportItem, ImportOptions, ImportSource } from "../types.ts";
import { Assembler } from "./assemble.ts";
import { contents_of, read_candidate, status_of } from "./candidate.ts";
import { Facts } from "./facts.ts";
import { Joins } from "./joins.ts";
import type { Dialect, Refusal } from "./model.ts";
import { child, code, day, flag, type XmlNode } from "./node.ts";
import { Notes } from "./notes.ts";
import { Placer } from "./placer.ts";
import { Spool } from "./spool.ts";
import { Twins } from "./twins.ts";
import { xml_members } from "./xml_members.ts";

const PROGRESS_EVERY = 2000;
/** Reading the XML takes about this much of the time; the rest is joining. */
const READING_PART = 0.8;

/** Whether the head of a member names the namespace of the edition. UTF-16 is read by leaving out its zeros. */
export function speaks(dialect: Dialect, head: Uint8Array): boolean {
  return dialect.namespace.test(Buffer.from(head).toString("latin1").replaceAll("\0", ""));
}

/**
 * Streams a delivery of IMKL: per XML file one pass over the members, the objects waiting on disk in
 * `options.scratch_dir`, then the join. Yields features and rejections (together as many as `read` says),
 * progress, then one dataset and the notes. Throws ImportError: `xml_malformed`, `xml_doctype`,
 * `xml_too_large`, `encoding_unknown`, `crs_missing`, `crs_contradicted`, `nothing_to_read`.
 */
export async function* read_delivery(
  source: ImportSource,
  options: ImportOptions,
  dialect: Dialect,
): AsyncGenerator<ImportItem> {
  const notes = new Notes();
  const files = source.members.filter((member) => speaks(dialect, member.head));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0) || 1;
  const facts = new Facts();
  const twins = new Twins(notes);
  let bytes_before = 0;
  for (const [index, file] of files.entries()) {
    const joins = new Joins();
    const placer = new Placer(options.srid, notes);
    const spool = new Spool(options.scratch_dir, `imkl_objects_${index}.ndjson`);
    try {
      for await (const { parts, bytes_read } of xml_members(file.path, options.signal, (name) =>
        dialect.left_out.has(name),
      )) {
        for (const part of parts) {
          if (part.kind === "root") facts.root_id ??= part.attributes["gml:id"] ?? null;
          else if (part.kind === "envelope") placer.envelope_srs ??= part.node.attributes.srsName ?? null;
          else if (part.kind === "skipped") facts.leave_out(part.name);
          else take(part.node, dialect, joins, placer, spool, notes);
        }
        const fraction = (READING_PART * (bytes_before + bytes_read)) / bytes;
        yield { kind: "progress", read: facts.read + spool.count, fraction };
      }
    } finally {
      spool.close();
    }
    bytes_before += file.bytes;
    placer.judge(dialect.srid);
    const assembler = new Assembler(joins, placer, notes);
    let done = 0;
    for await (const candidate of spool.read()) {
      const item = assembler.feature(candidate);
      yield twins.checked(item, candidate);
      if (item.kind === "feature") facts.see(item.attributes.owner);
      if (++done % PROGRESS_EVERY === 0) {
        options.signal.throwIfAborted();
        const fraction = READING_PART + ((1 - READING_PART) * done) / spool.count;
        yield {
          kind: "progress",
          read: facts.read + spool.count,
          fraction: files.length === 1 ? fraction : null,
        };
      }
    }
    assembler.finish();
    facts.read += spool.count;
    facts.take(joins, notes);
  }
  facts.note_left_out(notes);
  yield { kind: "progress", read: facts.read, fraction: 1 };
  yield facts.dataset(source, new Set(files.map((file) => file.path)), notes);
  yield* notes.list();
}

/** Sorts one member: a link, something to join with, an object to store, or unknown. */
function take(
  node: XmlNode,
  dialect: Dialect,
  joins: Joins,
  placer: Placer,
  spool: Spool,
  notes: Notes,
): void {
  if (node.name === "UtilityLink" || node.name === "Link") {
    const geometry = placer.place(child(node, "centrelineGeometry"));
    const placed = geometry && "parts" in geometry ? geometry : null;
    if (placed) placer.count(placed);
    const refusal =
      geometry === null
        ? NO_LINE
        : "parts" in geometry
          ? placed!.parts.lines.length > 0
            ? null
            : NO_LINE
          : geometry;
    joins.links.add(dialect.keys(node).all, placed, {
      fictitious: flag(child(node, "fictitious")) === true,
      status: status_of(code(child(node, "currentStatus"))),
      refusal,
    });
    return;
  }
  const spec = dialect.classes[node.name];
  if (!spec) {
    if (!dialect.absorb(node, joins, placer.place))
      notes.add("class_unknown", "warning", "A member of an unknown class was left out", node.name);
    return;
  }
  const candidate = read_candidate(node, spec, dialect, placer.place);
  if (candidate.geometry) placer.count(candidate.geometry);
  if (spec.shape === "line") joins.add_container(candidate.source_id, contents_of(node));
  joins.refer_to_details(candidate.depth_details);
  if (spec.kind === "precaution" && candidate.geometry)
    joins.precautions.push({
      network: candidate.network,
      label: String(
        candidate.attributes.precaution ?? candidate.attributes.precaution_network ?? candidate.row,
      ),
      geometry: candidate.geometry,
    });
  if (candidate.valid_to === null && day(child(node, "validTo")) !== null)
    notes.add(
      "period_empty",
      "info",
      "A period that ends before or when it begins was left open",
      candidate.row,
    );
  spool.add(candidate);
}

const NO_LINE: Refusal = {
  field: "centrelineGeometry",
  code: "geometry_empty",
  message: "expected a centre line, got none",
};
