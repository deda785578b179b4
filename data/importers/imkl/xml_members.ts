import { createReadStream } from "node:fs";
import { SaxesParser } from "saxes";
import { ImportError } from "../types.ts";
import type { XmlNode } from "./node.ts";

/** What the stream of a GML collection gives, in document order. */
export type XmlPart =
  | { readonly kind: "root"; readonly attributes: Readonly<Record<string, string>> }
  /** The `Envelope` of the collection's `boundedBy`. */
  | { readonly kind: "envelope"; readonly node: XmlNode }
  | { readonly kind: "member"; readonly node: XmlNode; readonly line: number }
  /** A member of a class that the caller left out: not kept, only counted. */
  | { readonly kind: "skipped"; readonly name: string };

const MEMBERS = new Set(["featureMember", "featureMembers", "member", "members", "cityObjectMember"]);
const CHUNK_BYTES = 256 * 1024;
/** A document that opens no element in this much is no GML; also bounds what a DOCTYPE can make us hold. */
const ROOT_WITHIN = 1024 * 1024;
/** Real members are 6 to 12 deep and under 1 MB. */
const DEEPEST = 200;
const LARGEST_MEMBER_CHARS = 64 * 1024 * 1024;

/**
 * Streams the members of a GML feature collection, one small tree each; holds no more than one chunk.
 * Yields arrays (all parts that ended within a chunk) with the bytes read so far.
 * Throws ImportError `xml_malformed` with line and column, `xml_doctype` at any DOCTYPE (so that no
 * entity is ever expanded), `xml_too_large` for a member beyond 64 MB or 200 levels, and
 * `encoding_unknown`. Stops at `signal` with its reason.
 */
export async function* xml_members(
  path: string,
  signal: AbortSignal,
  skips: (name: string) => boolean,
): AsyncGenerator<{ parts: XmlPart[]; bytes_read: number }> {
  const parts: XmlPart[] = [];
  const parser = new SaxesParser({ xmlns: false });
  const stack: string[] = [];
  let open: XmlNode[] = [];
  let chars = 0;
  let skipping_at = -1;
  let member_line = 0;
  let in_envelope = false;
  let seen_root = false;

  const malformed = (why: string): ImportError =>
    new ImportError(
      "xml_malformed",
      `expected well-formed XML, got at line ${parser.line}, column ${parser.column}: ${why}`,
      { line: parser.line, column: parser.column },
    );
  parser.on("error", (error) => {
    throw malformed(error.message.replace(/^(?:[^:]*:)?\d+:\d+: /, ""));
  });
  parser.on("doctype", () => {
    throw new ImportError(
      "xml_doctype",
      `expected IMKL without a document type declaration, got a DOCTYPE at line ${parser.line}: refused, since its entities can swell without bound`,
      { line: parser.line },
    );
  });
  parser.on("opentag", (tag) => {
    const name = local(tag.name);
    if (stack.length === 0 && !seen_root) {
      seen_root = true;
      parts.push({ kind: "root", attributes: { ...tag.attributes, "": name } });
    }
    const parent = stack[stack.length - 1];
    stack.push(name);
    if (stack.length > DEEPEST) throw too_large(`an element nested more than ${DEEPEST} deep`);
    if (skipping_at >= 0) return;
    if (open.length === 0) {
      in_envelope = parent === "boundedBy" && name === "Envelope";
      const starts = parent !== undefined && MEMBERS.has(parent) && !name.endsWith("FeatureCollection");
      if (!starts && !in_envelope) return;
      member_line = parser.line;
      chars = 0;
      if (starts && skips(name)) {
        skipping_at = stack.length;
        return;
      }
    }
    const node: XmlNode = { name, attributes: local_keys(tag.attributes), children: [], text: "" };
    open[open.length - 1]?.children.push(node);
    open.push(node);
  });
  const take_text = (value: string): void => {
    if (open.length === 0) return;
    chars += value.length;
    if (chars > LARGEST_MEMBER_CHARS) throw too_large("more than 64 MB of text in one member");
    open[open.length - 1]!.text += value;
  };
  parser.on("text", take_text);
  parser.on("cdata", take_text);
  parser.on("closetag", () => {
    const depth = stack.length;
    const name = stack.pop()!;
    if (skipping_at >= 0) {
      if (depth === skipping_at) {
        skipping_at = -1;
        parts.push({ kind: "skipped", name });
      }
      return;
    }
    const node = open.pop();
    if (!node || open.length > 0) return;
    open = [];
    parts.push(in_envelope ? { kind: "envelope", node } : { kind: "member", node, line: member_line });
  });

  let decoder: TextDecoder | null = null;
  let bytes_read = 0;
  const write = (chunk: Uint8Array, last: boolean): void => {
    decoder ??= decoder_for(chunk);
    let piece: string;
    try {
      piece = decoder.decode(chunk, { stream: !last });
    } catch {
      throw malformed(`bytes that are not ${decoder.encoding}`);
    }
    if (!seen_root && bytes_read > ROOT_WITHIN) throw malformed("no element in the first megabyte");
    parser.write(piece);
  };
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    signal.throwIfAborted();
    bytes_read += (chunk as Buffer).length;
    write(chunk as Buffer, false);
    yield { parts: parts.splice(0), bytes_read };
  }
  write(new Uint8Array(0), true);
  parser.close();
  yield { parts: parts.splice(0), bytes_read };
}

/** The name without its prefix. */
export function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function local_keys(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const key in attributes) out[local(key)] = attributes[key]!;
  return out;
}

function too_large(what: string): ImportError {
  return new ImportError("xml_too_large", `expected members of an IMKL collection, got ${what}`);
}

/** By byte order mark, else by the encoding that the XML declaration names, else UTF-8 (XML 1.0, appendix F). */
function decoder_for(chunk: Uint8Array): TextDecoder {
  const [a, b] = chunk;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le", { fatal: true });
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be", { fatal: true });
  const head = Buffer.from(chunk.subarray(0, 200)).toString("latin1");
  const named = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']/.exec(head)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(named, { fatal: true });
  } catch {
    throw new ImportError(
      "encoding_unknown",
      `expected an encoding such as UTF-8, got ${JSON.stringify(named)}`,
    );
  }
}
