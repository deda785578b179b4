import type { NoteCode } from "../texts/note_names.ts";
import type { ImportNote } from "../types.ts";

/** Gathers notes by code, so that ten thousand equal ones become one with a count and an example. */
export class Notes {
  private readonly found = new Map<
    NoteCode,
    { severity: ImportNote["severity"]; text: string; count: number; example: string | null }
  >();

  /** `text` says what was found and done; `example` names one object; `count` adds that many at once. */
  add(
    code: NoteCode,
    severity: ImportNote["severity"],
    text: string,
    example: string | null = null,
    count = 1,
  ): void {
    const one = this.found.get(code);
    if (one) one.count += count;
    else this.found.set(code, { severity, text, count, example });
  }

  /** All notes, in the order they first came up. */
  list(): ImportNote[] {
    return [...this.found].map(([code, { severity, text, count, example }]) => ({
      kind: "note",
      code,
      severity,
      message: text + times(count, example),
    }));
  }
}

function times(count: number, example: string | null): string {
  if (example === null) return count > 1 ? ` (${count})` : "";
  return ` (${count} ${count === 1 ? "time" : "times"}, such as ${example})`;
}
