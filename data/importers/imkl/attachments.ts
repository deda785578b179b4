import type { ImportedDataset, ImportSource } from "../types.ts";
import type { Document } from "./model.ts";
import type { Notes } from "./notes.ts";

/**
 * The files that came along: every member of the delivery that was not read, with the kind that its
 * document entry gives (else its extension), and the documents that the delivery names but did not
 * bring, with 0 bytes and a note.
 */
export function attachments(
  source: ImportSource,
  read_paths: ReadonlySet<string>,
  documents: readonly Document[],
  notes: Notes,
): ImportedDataset["attachments"] {
  const named = new Map<string, Document>();
  // One file may be a plan and a precaution: the precaution is what must not be overlooked.
  for (const one of documents) if (one.precaution || !named.has(one.name)) named.set(one.name, one);
  const out: { name: string; bytes: number; kind: string }[] = [];
  const brought = new Set<string>();
  for (const member of source.members) {
    if (read_paths.has(member.path)) continue;
    const document = [...named.values()].find(
      ({ name }) => member.name === name || member.name.endsWith(`/${name}`),
    );
    if (document) brought.add(document.name);
    const extension = /\.([A-Za-z0-9]+)$/.exec(member.name)?.[1]?.toLowerCase() ?? "file";
    out.push({ name: member.name, bytes: member.bytes, kind: document?.kind ?? extension });
  }
  for (const { name, kind } of named.values()) {
    if (brought.has(name)) continue;
    out.push({ name, bytes: 0, kind });
    notes.add(
      "attachment_missing",
      "warning",
      "A document that the delivery names did not come with it",
      name,
    );
  }
  return out;
}
