import { describe, expect, test } from "vitest";
import { Problem } from "../../../web/client.ts";
import { autosave, type SaveState } from "../../../web/draw/autosave.ts";
import { type Batch, type Book, edited, empty_book } from "../../../web/draw/book.ts";
import type { Changed } from "../../../web/draw/draw_api.ts";
import { opened } from "../../../web/draw/kept_book.ts";
import { draft_example, stored_example } from "./draft_example.ts";

function saving(book: Book, send: (batch: Batch) => Promise<Changed[]>) {
  let now = book;
  let written = book;
  const states: SaveState["kind"][] = [];
  const saver = autosave({
    get: () => now,
    set: (change) => {
      now = change(now);
    },
    tell: ({ kind }) => states.push(kind),
    kept: async () => {
      written = now;
    },
    send: async (batch) => ({ measures: await send(batch) }),
  });
  return {
    saver,
    states,
    book: () => now,
    written: () => written,
    edit: (next: (book: Book) => Book) => (now = next(now)),
  };
}
const drawn = (key = "n1") =>
  edited(empty_book(1), { what: "draw", steps: [{ key, before: null, after: draft_example() }] });

describe("saving by itself", () => {
  test("sends what is unsaved in one request and says so", async () => {
    const sent: number[] = [];
    const { saver, states, book } = saving(drawn(), async ({ changes }) => {
      sent.push(changes.length);
      return [{ id: 5, version: 1, deleted: false }];
    });
    await saver.flush();
    expect(sent).toEqual([1]);
    expect(states).toEqual(["saving", "saved"]);
    expect(book().stored.get("n1")?.id).toBe(5);
  });
  test("without a connection it waits; a lost answer is asked for again with the same key, then what came after", async () => {
    const sent: Batch[] = [];
    const { saver, states, book, written, edit } = saving(drawn(), async (batch) => {
      sent.push(batch);
      // It was stored, but nobody heard so.
      if (sent.length === 1) throw new Problem(0, "unreachable", "nobody");
      return [{ id: 9, version: sent.length, deleted: false }];
    });
    await saver.flush();
    expect(states.at(-1)).toBe("offline");
    // The browser knew what was on its way before it went.
    expect(written().sending).toEqual(sent[0]);
    edit((now) =>
      edited(now, {
        what: "rename",
        steps: [{ key: "n1", before: draft_example(), after: draft_example({ name: "later" }) }],
      }),
    );
    await saver.flush();
    saver.stop();
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[2]?.idempotency_key).not.toBe(sent[0]?.idempotency_key);
    expect(sent[2]?.changes[0]?.change).toMatchObject({ op: "put", id: 9, version: 2, name: "later" });
    expect(states.at(-1)).toBe("saved");
    expect(book().stored.get("n1")).toMatchObject({ id: 9, version: 3 });
    expect(book().sending).toBeNull();
  });
  test("a refusal with both versions becomes a choice, once", async () => {
    const mine = edited(opened(1, [stored_example(7, 3)], null), {
      what: "rename",
      steps: [{ key: "m7", before: draft_example(), after: draft_example({ name: "mine" }) }],
    });
    let calls = 0;
    const { saver, states, book } = saving(mine, async () => {
      calls += 1;
      const stored = stored_example(7, 4, { name: "theirs" });
      throw new Problem(412, "measure_changed", "changed", { conflicts: [{ id: 7, stored }] });
    });
    await saver.flush();
    expect(calls).toBe(1);
    expect(states.at(-1)).toBe("conflict");
    expect(book().conflicts).toHaveLength(1);
  });
  test("what the server will never take is said, not repeated", async () => {
    const { saver, states } = saving(drawn(), async () => {
      throw new Problem(400, "geometry_invalid", "expected a line");
    });
    await saver.flush();
    expect(states.at(-1)).toBe("refused");
  });
});
