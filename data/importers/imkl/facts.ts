import type { ImportedDataset, ImportSource } from "../types.ts";
import { attachments } from "./attachments.ts";
import type { Joins } from "./joins.ts";
import type { Document, Request } from "./model.ts";
import type { Notes } from "./notes.ts";

/** Facts on the whole delivery, gathered over its files. */
export class Facts {
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
