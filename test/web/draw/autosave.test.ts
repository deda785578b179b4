import { describe, expect, test } from "vitest";
import { Problem } from "../../../web/client.ts";
import { autosave, type SaveState } from "../../../web/draw/autosave.ts";
import { type Book, edited, empty_book, opened } from "../../../web/draw/book.ts";
import type { Change, Changed, StoredMeasure } from "../../../web/draw/draw_api.ts";
import { draft_example, stored_example } from "./draft_example.ts";

function saving(
  book: Book,
  send: (changes: readonly Change[]) => Promise<Changed[]>,
  read: () => StoredMeasure[] = () => [],
) {
  let now = book;
  const states: SaveState["kind"][] = [];
  const saver = autosave({
    get: () => now,
    set: (change) => {
      now = change(now);
    },
    tell: ({ kind }) => states.push(kind),
    send: async (changes) => ({ measures: await send(changes) }),
    read: async () => read(),
  });
  return { saver, states, book: () => now, edit: (next: (book: Book) => Book) => (now = next(now)) };
}
const drawn = (key = "n1") =>
  edited(empty_book(1), { what: "draw", steps: [{ key, before: null, after: draft_example() }] });

describe("saving by itself", () => {
  test("sends what is unsaved in one request and says so", async () => {
    const sent: number[] = [];
    const { saver, states, book } = saving(drawn(), async (changes) => {
      sent.push(changes.length);
      return [{ id: 5, version: 1, deleted: false }];
    });
    await saver.flush();
    expect(sent).toEqual([1]);
    expect(states).toEqual(["saving", "saved"]);
    expect(book().stored.get("n1")?.id).toBe(5);
  });
  test("without a connection it waits; when the answer was lost but the server has it, it is not sent again", async () => {
    let calls = 0;
    const { saver, states, book } = saving(
      drawn(),
      async () => {
        calls += 1;
        throw new Problem(0, "unreachable", "nobody");
      },
      () => [stored_example(9, 1)],
    );
    await saver.flush();
    expect(states.at(-1)).toBe("offline");
    await saver.flush();
    saver.stop();
    expect(calls).toBe(1);
    expect(states.at(-1)).toBe("saved");
    expect(book().stored.get("n1")).toMatchObject({ id: 9, version: 1 });
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
