import { note } from "./crs.ts";
import type { NoteCode } from "./texts/note_names.ts";
import type { ImportNote } from "./types.ts";

/** Counts what would be a note per row. */
export class Tally {
  collections = 0;
  heights = 0;
  private repeated = 0;
  private readonly ids = new Map<string, Set<string>>();
  private readonly reasons = new Map<string, { code: NoteCode; reason: string; count: number }>();

  /** The id, made unique within the delivery's layer: some sources repeat theirs. */
  own_id(layer: string, id: string): string {
    const seen = this.ids.get(layer) ?? new Set<string>();
    this.ids.set(layer, seen);
    let own = id;
    for (let i = 2; seen.has(own); i++) own = `${id}~${i}`;
    if (own !== id) this.repeated++;
    seen.add(own);
    return own;
  }

  left_out(code: NoteCode, reason: string): void {
    const entry = this.reasons.get(reason);
    if (entry) entry.count++;
    else this.reasons.set(reason, { code, reason, count: 1 });
  }

  *notes(): Generator<ImportNote> {
    if (this.collections > 0)
      yield note("collection_split", `${this.collections} geometry collections were split into their parts.`);
    if (this.repeated > 0)
      yield note(
        "id_repeated",
        `${this.repeated} objects repeat the identity of another: they were numbered.`,
        "warning",
      );
    if (this.heights > 0)
      yield note(
        "z_kept",
        `${this.heights} objects have heights: kept as z_min_m and z_max_m, not taken as depths.`,
      );
    for (const { code, reason, count } of [...this.reasons.values()].sort((a, b) => b.count - a.count))
      yield note(code, `${count} left out: ${reason}.`);
  }
}
