import { createHash } from "node:crypto";
import type { ImportedFeature, ImportRejection } from "../types.ts";
import type { Candidate } from "./model.ts";
import type { Notes } from "./notes.ts";

/** Finds objects that come twice in one delivery: the same twice is refused, another under the same id gets a number. */
export class Twins {
  private readonly seen = new Map<string, string>();

  constructor(private readonly notes: Notes) {}

  checked(item: ImportedFeature | ImportRejection, candidate: Candidate): ImportedFeature | ImportRejection {
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
