import { createHash } from "node:crypto";
import type { ImportedDataset, ImportItem, ImportOptions, ImportSource } from "../types.ts";
import { Assembler } from "./assemble.ts";
import { attachments } from "./attachments.ts";
import { contents_of, read_candidate, status_of } from "./candidate.ts";
import { Joins } from "./joins.ts";
import type { Candidate, Dialect, Document, Request } from "./model.ts";
import { child, code, day, flag, type XmlNode } from "./node.ts";
import { Notes } from "./notes.ts";
import { Placer } from "./placer.ts";
import { Spool } from "./spool.ts";
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
    joins.links.add(dialect.keys(node).all, placed, {
      fictitious: flag(child(node, "fictitious")) === true,
      status: status_of(code(child(node, "currentStatus"))),
      refusal: placed ? null : ((geometry as never) ?? NO_GEOMETRY),
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

const NO_GEOMETRY = {
  field: "centrelineGeometry",
  code: "geometry_empty",
  message: "expected a centre line, got none",
};

/** Facts on the whole delivery, gathered over its files. */
class Facts {
  read = 0;
  root_id: string | null = null;
  private request: Request | null = null;
  private dated: string | null = null;
  private sequence: string | null = null;
  private readonly owners = new Set<string>();
  private readonly documents: Document[] = [];
  private readonly left_out = new Map<string, number>();

  see(owner: unknown): void {
    if (typeof owner === "string") this.owners.add(owner);
  }

  leave_out(name: string): void {
    this.left_out.set(name, (this.left_out.get(name) ?? 0) + 1);
  }

  take(joins: Joins, notes: Notes): void {
    this.request ??= joins.request;
    this.dated ??= joins.dated;
    this.sequence ??= joins.sequence;
    this.documents.push(...joins.document_list);
    const silent = joins.silent.map((holder) => joins.owners.get(holder) ?? holder);
    if (joins.complete === false || silent.length > 0)
      notes.add(
        "delivery_incomplete",
        "warning",
        `The delivery is not complete${silent.length > 0 ? `: no answer from ${silent.join(", ")}` : ""}; what they own is missing here`,
      );
    if (joins.request?.works_period)
      notes.add(
        "works_period",
        "info",
        `The request is for works from ${joins.request.works_period}; the delivery names no day after which it must not be used`,
      );
    const precautions = [
      ...new Set([
        ...joins.precautions.map((one) => one.label),
        ...joins.document_list.filter((one) => one.precaution).map((one) => one.name),
      ]),
    ];
    if (precautions.length > 0)
      notes.add(
        "precaution",
        "warning",
        `Precautions are demanded before digging, see the attachments: ${precautions.join(", ")}`,
      );
  }

  note_left_out(notes: Notes): void {
    if (this.left_out.size === 0) return;
    const list = [...this.left_out].map(([name, count]) => `${count} ${name}`).join(", ");
    notes.add("left_out", "info", `Drawing aids and background were not stored: ${list}`);
  }

  dataset(source: ImportSource, read_paths: ReadonlySet<string>, notes: Notes): ImportedDataset {
    const key = this.request?.key ?? this.root_id;
    const name = this.request?.key
      ? `KLIC ${this.request.key}${this.sequence ? ` (delivery ${this.sequence})` : ""}`
      : source.file_name;
    return {
      kind: "dataset",
      key,
      name,
      owner: this.owners.size === 1 ? [...this.owners][0]! : null,
      licence: null,
      purpose: this.request?.purpose ?? null,
      access_class: "restricted",
      dated: this.dated,
      expires: null,
      attachments: attachments(source, read_paths, this.documents, notes),
    };
  }
}

/** Finds objects that come twice in one delivery: the same twice is refused, another under the same id gets a number. */
class Twins {
  private readonly seen = new Map<string, string>();

  constructor(private readonly notes: Notes) {}

  checked(item: ReturnType<Assembler["feature"]>, candidate: Candidate): ReturnType<Assembler["feature"]> {
    if (item.kind !== "feature") return item;
    const print = createHash("sha1").update(JSON.stringify(item)).digest("base64").slice(0, 12);
    const known = this.seen.get(item.source_id);
    if (known === undefined) {
      this.seen.set(item.source_id, print);
      return item;
    }
    if (known === print)
      return {
        kind: "rejected",
        row: candidate.row,
        field: "gml:id",
        code: "duplicate_object",
        message: `expected each object once, got ${item.source_id} again, the same in all fields`,
      };
    let number = 2;
    while (this.seen.has(`${item.source_id}#${number}`)) number++;
    const source_id = `${item.source_id}#${number}`;
    this.seen.set(source_id, print);
    this.notes.add(
      "id_repeated",
      "warning",
      "Different objects share an id; the later ones got a number",
      item.source_id,
    );
    return { ...item, source_id };
  }
}
