import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changes_of, edited, empty_book, redone, saved, undone, with_batch } from "../../../web/draw/book.ts";
import { as_kept, same_draft } from "../../../web/draw/draft.ts";
import { merged, refused, settled } from "../../../web/draw/heard_book.ts";
import { opened, to_keep } from "../../../web/draw/kept_book.ts";
import { draft_example, stored_example } from "./draft_example.ts";
import { answered, change, draw, FakeServer } from "./fake_server.ts";

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
    const first = with_batch(edited(empty_book(1), draw("n1", draft_example())), "one");
    const meanwhile = edited(first, change("n1", draft_example(), draft_example({ name: "later" })));
    const after = saved(meanwhile, [{ id: 5, version: 1, deleted: false }]);
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
    book = edited(book, change("m7", draft_example(), draft_example({ name: "mine" })));
    book = answered(book, [{ id: 7, version: 4, deleted: false }]);
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
  test("a new measure that comes in before its own answer is one measure, with what was done to it", () => {
    const book = with_batch(edited(empty_book(1), draw("n1", draft_example())), "one");
    const both = merged(book, [stored_example(9, 1)], null);
    expect(both.wanted.size).toBe(2);
    const one = saved(both, [{ id: 9, version: 1, deleted: false }]);
    expect([...one.wanted.keys()]).toEqual(["n1"]);
    expect(one.stored.get("n1")).toMatchObject({ id: 9, version: 1 });
    expect(changes_of(one)).toEqual([]);
    const renamed = edited(both, change("m9", draft_example(), draft_example({ name: "seen" })));
    const with_name = saved(renamed, [{ id: 9, version: 1, deleted: false }]);
    expect([...with_name.wanted.keys()]).toEqual(["n1"]);
    expect(changes_of(with_name)[0]?.change).toMatchObject({ op: "put", id: 9, version: 1, name: "seen" });
    // Both edits can be taken back.
    const back = undone(with_name);
    expect(back.wanted.get("n1")).toEqual(draft_example());
    expect(undone(back).wanted.size).toBe(0);
  });
  test("a drawing that was taken back comes in before its own answer and is edited: it stays, as edited, until that is undone", () => {
    const gone = undone(with_batch(edited(empty_book(1), draw("n1", draft_example())), "one"));
    const seen = merged(gone, [stored_example(9, 1)], null);
    const named = edited(seen, change("m9", draft_example(), draft_example({ name: "seen" })));
    const one = saved(named, [{ id: 9, version: 1, deleted: false }]);
    expect([...one.wanted]).toEqual([["n1", draft_example({ name: "seen" })]]);
    expect(changes_of(one)[0]?.change).toMatchObject({ op: "put", id: 9, version: 1, name: "seen" });
    expect(changes_of(undone(one))[0]?.change).toMatchObject({ op: "delete", id: 9, version: 1 });
    // Not edited, it goes with the answer; deleted, too.
    const untouched = saved(seen, [{ id: 9, version: 1, deleted: false }]);
    expect(changes_of(untouched)[0]?.change).toMatchObject({ op: "delete", id: 9, version: 1 });
    const removal = { what: "delete", steps: [{ key: "m9", before: draft_example(), after: null }] } as const;
    const removed = saved(edited(seen, removal), [{ id: 9, version: 1, deleted: false }]);
    expect(removed.wanted.size).toBe(0);
    expect(changes_of(removed)[0]?.change).toMatchObject({ op: "delete", id: 9, version: 1 });
  });
  test("two that are alike are two: nobody's measure is taken for ours by its looks", () => {
    const book = edited(empty_book(1), draw("n1", draft_example()));
    const both = merged(book, [stored_example(9, 1)], null);
    const done = answered(both, [{ id: 10, version: 1, deleted: false }]);
    expect([...done.stored.values()].map(({ id }) => id).toSorted()).toEqual([10, 9]);
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
    what: fc.constantFrom("draw", "change", "delete", "undo", "redo", "save", "lose_answer", "reload"),
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
        else if (what === "lose_answer") {
          book = with_batch(book, `lost ${count++}`);
          if (book.sending) server.take(book);
        } else if (what === "reload")
          book = opened(1, server.measures(), JSON.parse(JSON.stringify(to_keep(book))));
      }
      // What is on its way goes first; then what was done since.
      book = server.send(server.send(book));
      const stored = server.measures().map(({ name }) => name);
      expect(stored.toSorted()).toEqual([...book.wanted.values()].map(({ name }) => name).toSorted());
      // And all the way back: as clean as it began.
      while (book.stack.done.length > 0) book = undone(book);
      book = server.send(book);
      expect(server.measures()).toEqual([]);
      expect(book.wanted.size).toBe(0);
      for (const { draft } of book.stored.values()) expect(same_draft(draft, null)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});
