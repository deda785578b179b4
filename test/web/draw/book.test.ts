import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Book,
  changes_of,
  edited,
  empty_book,
  redone,
  saved,
  undone,
  with_batch,
} from "../../../web/draw/book.ts";
import type { Command } from "../../../web/draw/command_stack.ts";
import { as_kept, type Draft, same_draft } from "../../../web/draw/draft.ts";
import type { Changed, StoredMeasure } from "../../../web/draw/draw_api.ts";
import { merged, refused, settled } from "../../../web/draw/heard_book.ts";
import { adopted, opened, to_keep } from "../../../web/draw/kept_book.ts";
import { draft_example, stored_example } from "./draft_example.ts";

const draw = (key: string, after: Draft): Command => ({
  what: "draw",
  steps: [{ key, before: null, after }],
});
const change = (key: string, before: Draft, after: Draft): Command => ({
  what: "change",
  steps: [{ key, before, after }],
});

/** The book after its unsaved edits were sent and answered so. */
const answered = (book: Book, answers: readonly Changed[]): Book => saved(with_batch(book, "one"), answers);

/** A server as the contract describes it, in memory: versions, bringing back, all or nothing, each key once. */
class FakeServer {
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
  });
  test("two that are alike are two: nobody's measure is taken for ours by its looks", () => {
    const book = edited(empty_book(1), draw("n1", draft_example()));
    const both = merged(book, [stored_example(9, 1)], null);
    const done = answered(both, [{ id: 10, version: 1, deleted: false }]);
    expect([...done.stored.values()].map(({ id }) => id).toSorted()).toEqual([10, 9]);
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
    const done = answered(gone, [{ id: 7, version: 4, deleted: true }]);
    const again = undone(opened(1, [], to_keep(done)));
    expect(changes_of(again)[0]?.change).toMatchObject({ op: "put", id: 7, version: null });
  });
  test("a measure whose answer got lost before the page closed is sent again with its key, and is one", () => {
    const server = new FakeServer();
    const sent = with_batch(edited(empty_book(1), draw("n1", draft_example())), "lost");
    server.take(sent);
    const kept = JSON.parse(JSON.stringify(to_keep(sent)));
    let again = opened(1, server.measures(), kept);
    expect(again.sending?.idempotency_key).toBe("lost");
    again = server.send(again);
    expect([...again.wanted.keys()]).toEqual(["n1"]);
    expect(server.measures()).toHaveLength(1);
    expect(changes_of(again)).toEqual([]);
  });
  test("a change whose answer got lost and that went on is no conflict with oneself", () => {
    const server = new FakeServer();
    server.rows.set(7, { version: 3, draft: draft_example() });
    let book = opened(1, server.measures(), null);
    book = with_batch(edited(book, change("m7", draft_example(), draft_example({ name: "a" }))), "lost");
    server.take(book);
    book = edited(book, change("m7", draft_example({ name: "a" }), draft_example({ name: "b" })));
    let again = opened(1, server.measures(), JSON.parse(JSON.stringify(to_keep(book))));
    expect(again.conflicts).toEqual([]);
    again = server.send(server.send(again));
    expect(server.measures()).toMatchObject([{ id: 7, version: 5, name: "b" }]);
    expect(again.conflicts).toEqual([]);
  });
  test("nothing done, nothing kept", () => {
    expect(to_keep(opened(1, [stored_example(7, 3)], null))).toBeNull();
  });
});

describe("what a closed tab left behind", () => {
  const start = () => opened(1, [stored_example(7, 3), stored_example(8, 1)], null);
  const left = (book: Book) => JSON.parse(JSON.stringify(to_keep(book)));
  test("its unsaved edits are taken up here as one edit, and are sent", () => {
    let tab = edited(start(), change("m7", draft_example(), draft_example({ name: "there" })));
    tab = edited(tab, draw("n1", draft_example({ name: "new there" })));
    const here = edited(start(), change("m8", draft_example(), draft_example({ name: "here" })));
    const book = adopted(here, left(tab))!;
    expect([...book.wanted.values()].map(({ name }) => name)).toEqual(["there", "here", "new there"]);
    expect(
      changes_of(book)
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual(["m7", "m8", "n1"]);
    expect([...undone(book).unsaved]).toEqual(["m8"]);
  });
  test("what somebody changed since is a choice; what is unsaved here too waits", () => {
    const tab = left(edited(start(), change("m7", draft_example(), draft_example({ name: "there" }))));
    const changed = merged(start(), [stored_example(7, 4, { name: "since" })], [7]);
    expect(adopted(changed, tab)?.conflicts).toMatchObject([
      { key: "m7", mine: { name: "there" }, theirs: { name: "since" }, stored: { id: 7, version: 4 } },
    ]);
    const here = edited(start(), change("m7", draft_example(), draft_example({ name: "here" })));
    expect(adopted(here, tab)).toBeNull();
    expect(adopted(with_batch(here, "one"), tab)).toBeNull();
  });
  test("what it had sent without hearing back is sent again as it was", () => {
    const server = new FakeServer();
    const tab = with_batch(edited(empty_book(1), draw("n1", draft_example())), "lost");
    server.take(tab);
    const book = server.send(adopted(opened(1, server.measures(), null), left(tab))!);
    expect(server.measures()).toHaveLength(1);
    expect([...book.wanted.keys()]).toEqual(["n1"]);
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
    { numRuns: 300 },
  );
});
