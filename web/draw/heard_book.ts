import { type Book, is_unsaved, key_by_id, key_of_id } from "./book.ts";
import { without_keys } from "./command_stack.ts";
import { same_draft } from "./draft.ts";
import { draft_of, type StoredConflict, type StoredMeasure } from "./draw_api.ts";

/** The book after a refused save: what both sides made equal is settled, the rest waits for a choice. */
export function refused(book: Book, conflicts: readonly StoredConflict[]): Book {
  let out: Book = { ...book, sending: null };
  for (const { id, stored } of conflicts) {
    const key = key_by_id(out, id);
    if (key) out = heard(out, key, stored);
  }
  return out;
}

/** What the server holds of one measure now, told to the book. */
function heard(book: Book, key: string, now: StoredMeasure | null): Book {
  const known = book.stored.get(key);
  const theirs = now ? draft_of(now) : null;
  const mine = book.wanted.get(key) ?? null;
  const id = now?.id ?? known?.id;
  if (id === undefined) return book;
  const stored = new Map(book.stored);
  const unsaved = new Set(book.unsaved);
  const others = book.conflicts.filter((conflict) => conflict.key !== key);
  if (same_draft(mine, theirs)) {
    // Ours arrived, only the answer got lost; or both did the same.
    stored.set(key, { id, version: now?.version ?? known?.version ?? 0, draft: mine });
    unsaved.delete(key);
    return { ...book, stored, unsaved, conflicts: others };
  }
  // What is on its way may be what we hear of: the answer to it tells, or refuses it.
  if (unsaved.has(key) && book.sending?.changes.some((one) => one.key === key)) return book;
  if (unsaved.has(key)) return { ...book, conflicts: [...others, { key, mine, theirs, stored: now }] };
  const wanted = new Map(book.wanted);
  if (theirs) wanted.set(key, theirs);
  else wanted.delete(key);
  stored.set(key, { id, version: now?.version ?? known?.version ?? 0, draft: theirs });
  return { ...book, wanted, stored, conflicts: others, stack: without_keys(book.stack, new Set([key])) };
}

/** The planner's choice: my version goes over theirs, or theirs stays and mine leaves the history. */
export function settled(book: Book, key: string, choice: "mine" | "theirs"): Book {
  const conflict = book.conflicts.find((c) => c.key === key);
  if (!conflict) return book;
  const known = book.stored.get(key);
  const id = conflict.stored?.id ?? known?.id;
  const conflicts = book.conflicts.filter((c) => c.key !== key);
  if (id === undefined) return { ...book, conflicts };
  const stored = new Map(book.stored);
  stored.set(key, {
    id,
    version: conflict.stored?.version ?? known?.version ?? 0,
    draft: conflict.theirs,
  });
  const wanted = new Map(book.wanted);
  if (choice === "theirs") {
    if (conflict.theirs) wanted.set(key, conflict.theirs);
    else wanted.delete(key);
  }
  const unsaved = new Set(book.unsaved);
  if (is_unsaved({ wanted, stored }, key)) unsaved.add(key);
  else unsaved.delete(key);
  return {
    ...book,
    wanted,
    stored,
    unsaved,
    conflicts,
    stack: choice === "theirs" ? without_keys(book.stack, new Set([key])) : book.stack,
  };
}

/**
 * The book after news from the server: `measures` are the states of the ids asked for (`ids` null: the
 * whole scenario), an id without a state is gone. Our unsaved edits stay; where somebody else changed the
 * same measure, a conflict is noted.
 */
export function merged(book: Book, measures: readonly StoredMeasure[], ids: readonly number[] | null): Book {
  let out = book;
  const there = new Set(measures.map(({ id }) => id));
  const keys = new Map([...book.stored].map(([key, { id }]) => [id, key]));
  const fresh: StoredMeasure[] = [];
  for (const measure of measures) {
    const key = keys.get(measure.id);
    if (!key) {
      fresh.push(measure);
      continue;
    }
    const known = out.stored.get(key)!;
    if (known.draft && known.version >= measure.version) continue;
    out = heard(out, key, measure);
  }
  const gone = (ids ?? [...keys.keys()]).filter((id) => !there.has(id));
  for (const id of gone) {
    const key = keys.get(id);
    if (key && out.stored.get(key)?.draft) out = heard(out, key, null);
  }
  return with_fresh(out, fresh);
}

/** Measures never seen here. */
function with_fresh(book: Book, measures: readonly StoredMeasure[]): Book {
  if (measures.length === 0) return book;
  const wanted = new Map(book.wanted);
  const stored = new Map(book.stored);
  for (const measure of measures) {
    const [key, draft] = [key_of_id(measure.id), draft_of(measure)];
    stored.set(key, { id: measure.id, version: measure.version, draft });
    wanted.set(key, draft);
  }
  return { ...book, wanted, stored };
}
