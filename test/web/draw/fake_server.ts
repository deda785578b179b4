import { expect } from "vitest";
import { type Book, saved, with_batch } from "../../../web/draw/book.ts";
import type { Command } from "../../../web/draw/command_stack.ts";
import type { Draft } from "../../../web/draw/draft.ts";
import type { Changed, StoredMeasure } from "../../../web/draw/draw_api.ts";
import { stored_example } from "./draft_example.ts";

/** A command that draws a measure. */
export const draw = (key: string, after: Draft): Command => ({
  what: "draw",
  steps: [{ key, before: null, after }],
});
/** A command that changes one. */
export const change = (key: string, before: Draft, after: Draft): Command => ({
  what: "change",
  steps: [{ key, before, after }],
});

/** The book after its unsaved edits were sent and answered so. */
export const answered = (book: Book, answers: readonly Changed[]): Book =>
  saved(with_batch(book, "one"), answers);

/** A server as the contract describes it, in memory: versions, bringing back, all or nothing, each key once. */
export class FakeServer {
  answers = new Map<string, Changed[]>();
  rows = new Map<number, { version: number; draft: Draft | null }>();
  next = 100;
  keys = 0;
  /** As the page sends: what is on its way first. */
  send(book: Book): Book {
    const sending = with_batch(book, `key ${this.keys++}`);
    return sending.sending ? saved(sending, this.take(sending)) : book;
  }
  take({ sending }: Book): Changed[] {
    const { idempotency_key, changes: sent } = sending!;
    const known = this.answers.get(idempotency_key);
    if (known) return known;
    const answers = sent.map(({ change: c }): Changed => {
      if (c.op === "delete") {
        const row = this.rows.get(c.id)!;
        expect(row.draft).not.toBeNull();
        expect(c.version).toBe(row.version);
        this.rows.set(c.id, { version: row.version + 1, draft: null });
        return { id: c.id, version: row.version + 1, deleted: true };
      }
      const { op: _, id, ref: __, version, ...draft } = c;
      const row = id === null ? undefined : this.rows.get(id);
      if (id !== null) expect(row).toBeDefined();
      expect(version).toBe(row?.draft ? row.version : null);
      const key = id ?? this.next++;
      const stored = { version: (row?.version ?? 0) + 1, draft };
      this.rows.set(key, stored);
      return { id: key, version: stored.version, deleted: false };
    });
    this.answers.set(idempotency_key, answers);
    return answers;
  }
  measures(): StoredMeasure[] {
    return [...this.rows].flatMap(([id, { version, draft }]) =>
      draft ? [{ ...stored_example(id, version, draft), id }] : [],
    );
  }
}
