import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Book,
  changes_of,
  edited,
  empty_book,
  merged,
  opened,
  redone,
  refused,
  saved,
  settled,
  to_keep,
  undone,
} from "../../../web/draw/book.ts";
import type { Command } from "../../../web/draw/command_stack.ts";
import { as_kept, type Draft, same_draft } from "../../../web/draw/draft.ts";
import type { Changed, StoredMeasure } from "../../../web/draw/draw_api.ts";
import { draft_example, stored_example } from "./draft_example.ts";

const draw = (key: string, after: Draft): Command => ({
  what: "draw",
  steps: [{ key, before: null, after }],
});
const change = (key: string, before: Draft, after: Draft): Command => ({
  what: "change",
  steps: [{ key, before, after }],
});

/** A server as the contract describes it, in memory: versions, bringing back, all or nothing. */
class FakeServer {
  rows = new Map<number, { version: number; draft: Draft | null }>();
  next = 100;
  send(book: Book): Book {
    const sent = changes_of(book);
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
    return saved(book, sent, answers);
  }
  measures(): StoredMeasure[] {
    return [...this.rows].flatMap(([id, { version, draft }]) =>
      draft ? [{ ...stored_example(id, version, draft), id }] : [],
    );
  }
}

describe("editing and saving", () => {
  test("a new measure is sent without id, then known by the id it got", () => {
    const server = new FakeServer();
    let book = edited(empty_book(1), draw("n1", draft_example()));
    expect(changes_of(book)[0]?.change).toMatchObject({ op: "put", id: null, version: null, ref: "n1" });
    book = server.send(book);
    expect(book.stored.get("n1")).toMatchObject({ id: 100, version: 1 });
    expect(changes_of(book)).toEqual([]);
  });
  test("undo of a drawn measure deletes it, redo brings it back under its old id", () => {
    const server = new FakeServer();
    let book = server.send(edited(empty_book(1), draw("n1", draft_example())));
    book = undone(book);
    expect(changes_of(book)[0]?.change).toMatchObject({ op: "delete", id: 100, version: 1 });
    book = redone(server.send(book));
    expect(changes_of(book)[0]?.change).toMatchObject({ op: "put", id: 100, version: null });
    book = server.send(book);
    expect(server.measures().map(({ id }) => id)).toEqual([100]);
  });
  test("an edit made while a save is under way stays unsaved", () => {
    const first = edited(empty_book(1), draw("n1", draft_example()));
    const sent = changes_of(first);
    const meanwhile = edited(first, change("n1", draft_example(), draft_example({ name: "later" })));
    const after = saved(meanwhile, sent, [{ id: 5, version: 1, deleted: false }]);
    expect(changes_of(after)[0]?.change).toMatchObject({ op: "put", id: 5, version: 1, name: "later" });
  });
  test("a change back to what is stored needs no saving", () => {
    const server = new FakeServer();
    let book = server.send(edited(empty_book(1), draw("n1", draft_example())));
    const other = draft_example({ parameters: { spacing_m: 6 } });
    book = undone(edited(book, change("n1", draft_example(), other)));
    expect(book.unsaved.size).toBe(0);
  });
  test("what changes nothing is no edit", () => {
    const book = edited(empty_book(1), draw("n1", draft_example()));
    expect(edited(book, change("n1", draft_example(), draft_example()))).toBe(book);
  });
});

describe("with others in the same scenario", () => {
  const base = () => opened(1, [stored_example(7, 3)], null);
  test("somebody's change of an untouched measure comes in, and leaves no undo that would take it back", () => {
    let book = base();
    book = saved(
      edited(book, change("m7", draft_example(), draft_example({ name: "mine" }))),
      changes_of(book),
      [],
    );
    book = saved(book, changes_of(book), [{ id: 7, version: 4, deleted: false }]);
    book = merged(book, [stored_example(7, 5, { name: "theirs" })], [7]);
    expect(book.wanted.get("m7")?.name).toBe("theirs");
    expect(book.stack.done).toEqual([]);
    expect(book.conflicts).toEqual([]);
  });
  test("a refused save keeps both versions and sends nothing until one is chosen", () => {
    const mine = edited(base(), change("m7", draft_example(), draft_example({ name: "mine" })));
    const book = refused(mine, [{ id: 7, stored: stored_example(7, 4, { name: "theirs" }) }]);
    expect(book.conflicts[0]).toMatchObject({
      key: "m7",
      mine: { name: "mine" },
      theirs: { name: "theirs" },
    });
    expect(changes_of(book)).toEqual([]);
    const kept = settled(book, "m7", "mine");
    expect(changes_of(kept)[0]?.change).toMatchObject({ op: "put", id: 7, version: 4, name: "mine" });
    const given = settled(book, "m7", "theirs");
    expect(given.wanted.get("m7")?.name).toBe("theirs");
    expect(changes_of(given)).toEqual([]);
    expect(given.stack.done).toEqual([]);
  });
  test("a measure changed here and deleted there: my version brings it back, theirs lets it go", () => {
    const mine = edited(base(), change("m7", draft_example(), draft_example({ name: "mine" })));
    const book = refused(mine, [{ id: 7, stored: null }]);
    expect(changes_of(settled(book, "m7", "mine"))[0]?.change).toMatchObject({
      op: "put",
      id: 7,
      version: null,
    });
    expect(settled(book, "m7", "theirs").wanted.has("m7")).toBe(false);
  });
  test("both did the same: no question", () => {
    const mine = edited(base(), change("m7", draft_example(), draft_example({ name: "same" })));
    const book = refused(mine, [{ id: 7, stored: stored_example(7, 4, { name: "same" }) }]);
    expect(book.conflicts).toEqual([]);
    expect(book.stored.get("m7")?.version).toBe(4);
    expect(book.unsaved.size).toBe(0);
  });
  test("a new measure whose answer got lost is found again, not stored twice", () => {
    const book = edited(empty_book(1), draw("n1", draft_example()));
    const found = merged(book, [stored_example(9, 1)], null);
    expect(found.stored.get("n1")?.id).toBe(9);
    expect(found.wanted.size).toBe(1);
    expect(changes_of(found)).toEqual([]);
  });
});

describe("leaving and coming back", () => {
  test("unsaved edits and the history survive; the same measure is not doubled", () => {
    const server = new FakeServer();
    let book = server.send(edited(empty_book(1), draw("n1", draft_example())));
    book = edited(book, change("n1", draft_example(), draft_example({ name: "unsaved" })));
    const kept = JSON.parse(JSON.stringify(to_keep(book)));
    const again = opened(1, server.measures(), kept);
    expect([...again.wanted.keys()]).toEqual(["n1"]);
    expect(again.wanted.get("n1")?.name).toBe("unsaved");
    expect(changes_of(again)[0]?.change).toMatchObject({ op: "put", id: 100, version: 1, name: "unsaved" });
    expect(undone(undone(again)).wanted.size).toBe(0);
  });
  test("an unsaved edit of a measure that somebody changed since is a conflict, not an overwrite", () => {
    const start = opened(1, [stored_example(7, 3)], null);
    const mine = edited(start, change("m7", draft_example(), draft_example({ name: "mine" })));
    const again = opened(1, [stored_example(7, 4, { name: "theirs" })], to_keep(mine));
    expect(again.conflicts).toHaveLength(1);
    expect(changes_of(again)).toEqual([]);
  });
  test("a deleted measure is brought back after a reload under its old id", () => {
    const start = opened(1, [stored_example(7, 3)], null);
    const gone = edited(start, {
      what: "delete",
      steps: [{ key: "m7", before: draft_example(), after: null }],
    });
    const done = saved(gone, changes_of(gone), [{ id: 7, version: 4, deleted: true }]);
    const again = undone(opened(1, [], to_keep(done)));
    expect(changes_of(again)[0]?.change).toMatchObject({ op: "put", id: 7, version: null });
  });
  test("a measure whose answer got lost before the page closed is not stored twice", () => {
    const book = edited(empty_book(1), draw("n1", draft_example()));
    const again = opened(1, [stored_example(12, 1)], to_keep(book));
    expect(again.wanted.size).toBe(1);
    expect(again.stored.get("n1")?.id).toBe(12);
  });
  test("nothing done, nothing kept", () => {
    expect(to_keep(opened(1, [stored_example(7, 3)], null))).toBeNull();
  });
});

test("a place is kept to a hundred-millionth of a degree; what is already so short stays the same object", () => {
  const long = draft_example({ geometry: { type: "Point", coordinates: [4.650000004999, 51.15] } });
  expect(as_kept(long).geometry).toEqual({ type: "Point", coordinates: [4.65, 51.15] });
  const short = draft_example();
  expect(as_kept(short)).toBe(short);
});

test("whatever is edited, undone, redone, saved and reloaded in whatever order, the server ends with what is wanted", () => {
  const action = fc.record({
    what: fc.constantFrom("draw", "change", "delete", "undo", "redo", "save", "reload"),
    pick: fc.nat(20),
    name: fc.constantFrom("a", "b", "c"),
  });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      const server = new FakeServer();
      let book = empty_book(1);
      let count = 0;
      for (const { what, pick, name } of actions) {
        const keys = [...book.wanted.keys()];
        const key = keys[pick % Math.max(1, keys.length)];
        const before = key ? book.wanted.get(key)! : null;
        if (what === "draw") book = edited(book, draw(`n${count++}`, draft_example({ name })));
        else if (what === "change" && key && before)
          book = edited(book, change(key, before, { ...before, name }));
        else if (what === "delete" && key)
          book = edited(book, { what: "delete", steps: [{ key, before, after: null }] });
        else if (what === "undo") book = undone(book);
        else if (what === "redo") book = redone(book);
        else if (what === "save") book = server.send(book);
        else if (what === "reload")
          book = opened(1, server.measures(), JSON.parse(JSON.stringify(to_keep(book))));
      }
      book = server.send(book);
      const stored = server.measures().map(({ name }) => name);
      expect(stored.toSorted()).toEqual([...book.wanted.values()].map(({ name }) => name).toSorted());
      // And all the way back: as clean as it began.
      while (book.stack.done.length > 0) book = undone(book);
      book = server.send(book);
      expect(server.measures()).toEqual([]);
      expect(book.wanted.size).toBe(0);
      for (const { draft } of book.stored.values()) expect(same_draft(draft, null)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
