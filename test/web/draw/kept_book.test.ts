import { describe, expect, test } from "vitest";
import { type Book, changes_of, edited, empty_book, undone, with_batch } from "../../../web/draw/book.ts";
import { merged } from "../../../web/draw/heard_book.ts";
import { adopted, opened, to_keep } from "../../../web/draw/kept_book.ts";
import { draft_example, stored_example } from "./draft_example.ts";
import { answered, change, draw, FakeServer } from "./fake_server.ts";

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
