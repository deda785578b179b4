import {
  type Command,
  type CommandStack,
  empty_stack,
  pushed_or_joined,
  redo_of,
  type Step,
  undo_of,
  without_keys,
} from "./command_stack.ts";
import { type Draft, same_draft } from "./draft.ts";
import { type Change, type Changed, draft_of, type StoredConflict, type StoredMeasure } from "./draw_api.ts";

/** What the server is known to hold of a measure. */
export interface Stored {
  readonly id: number;
  readonly version: number;
  /** null: deleted there, but its id is kept so that undo brings the same measure back. */
  readonly draft: Draft | null;
}

/** A measure that was changed here and elsewhere at the same time. */
export interface Conflict {
  readonly key: string;
  readonly mine: Draft | null;
  readonly theirs: Draft | null;
  readonly stored: StoredMeasure | null;
}

/**
 * One scenario as this browser knows it: what the planner wants, what the server holds, what was done.
 * A value: every function gives a new book. Measures have a local key of their own that survives
 * deleting, saving and bringing back.
 */
export interface Book {
  readonly scenario_id: number;
  readonly wanted: ReadonlyMap<string, Draft>;
  readonly stored: ReadonlyMap<string, Stored>;
  readonly unsaved: ReadonlySet<string>;
  readonly stack: CommandStack;
  readonly conflicts: readonly Conflict[];
}

/** What is kept in the browser of a book; the rest comes from the server. */
export interface Kept {
  readonly stack: CommandStack;
  /** Ids of measures whose key does not say it. */
  readonly ids: readonly (readonly [key: string, id: number])[];
  readonly unsaved: readonly (readonly [key: string, draft: Draft | null, base_version: number | null])[];
}

export const empty_book = (scenario_id: number): Book => ({
  scenario_id,
  wanted: new Map(),
  stored: new Map(),
  unsaved: new Set(),
  stack: empty_stack,
  conflicts: [],
});

const key_of_id = (id: number) => `m${id}`;

/** The key of a measure by its id; null for an id that is not known. */
export function key_by_id(book: Book, id: number): string | null {
  if (book.stored.get(key_of_id(id))?.id === id) return key_of_id(id);
  for (const [key, stored] of book.stored) if (stored.id === id) return key;
  return null;
}

const is_unsaved = (book: Pick<Book, "wanted" | "stored">, key: string): boolean =>
  !same_draft(book.wanted.get(key) ?? null, book.stored.get(key)?.draft ?? null);

function with_steps(book: Book, steps: readonly Step[]): Book {
  const wanted = new Map(book.wanted);
  const unsaved = new Set(book.unsaved);
  for (const { key, after } of steps) {
    if (after) wanted.set(key, after);
    else wanted.delete(key);
    if (is_unsaved({ wanted, stored: book.stored }, key)) unsaved.add(key);
    else unsaved.delete(key);
  }
  return { ...book, wanted, unsaved };
}

/** The book after an edit. Steps that change nothing are left out; an edit without steps is none. */
export function edited(book: Book, command: Command, ms_since_last = Infinity): Book {
  const steps = command.steps.filter(({ before, after }) => !same_draft(before, after));
  if (steps.length === 0) return book;
  return {
    ...with_steps(book, steps),
    stack: pushed_or_joined(book.stack, { ...command, steps }, ms_since_last),
  };
}

/** The book with its last edit taken back; the same book where there is none. */
export function undone(book: Book): Book {
  const undo = undo_of(book.stack);
  return undo ? { ...with_steps(book, undo.steps), stack: undo.stack } : book;
}

/** The book with the last undone edit done again; the same book where there is none. */
export function redone(book: Book): Book {
  const redo = redo_of(book.stack);
  return redo ? { ...with_steps(book, redo.steps), stack: redo.stack } : book;
}

/** At most so many changes go in one request. */
export const most_changes = 500;

/** A change on its way, with the key of its measure. */
export interface Outgoing {
  readonly key: string;
  readonly change: Change;
  readonly draft: Draft | null;
}

/** What has to be sent. Measures in conflict wait for the planner's choice. */
export function changes_of(book: Book): Outgoing[] {
  const waiting = new Set(book.conflicts.map(({ key }) => key));
  return [...book.unsaved]
    .filter((key) => !waiting.has(key))
    .slice(0, most_changes)
    .flatMap((key): Outgoing[] => {
      const draft = book.wanted.get(key) ?? null;
      const stored = book.stored.get(key);
      if (draft) {
        const version = stored?.draft ? stored.version : null;
        return [{ key, draft, change: { op: "put", id: stored?.id ?? null, ref: key, version, ...draft } }];
      }
      if (!stored?.draft) return [];
      return [{ key, draft, change: { op: "delete", id: stored.id, version: stored.version } }];
    });
}

/** The book after the server has taken these changes; what was edited meanwhile stays unsaved. */
export function saved(
  book: Book,
  sent: readonly { key: string; draft: Draft | null }[],
  answers: readonly Changed[],
): Book {
  const stored = new Map(book.stored);
  const unsaved = new Set(book.unsaved);
  sent.forEach(({ key, draft }, i) => {
    const answer = answers[i];
    if (!answer) return;
    stored.set(key, { id: answer.id, version: answer.version, draft });
    if (is_unsaved({ wanted: book.wanted, stored }, key)) unsaved.add(key);
    else unsaved.delete(key);
  });
  return { ...book, stored, unsaved };
}

/** The book after a refused save: what both sides made equal is settled, the rest waits for a choice. */
export function refused(book: Book, conflicts: readonly StoredConflict[]): Book {
  let out = book;
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

/** Measures never seen here. One that equals an unsaved new one is that one: its answer got lost on the way. */
function with_fresh(book: Book, measures: readonly StoredMeasure[]): Book {
  if (measures.length === 0) return book;
  const wanted = new Map(book.wanted);
  const stored = new Map(book.stored);
  const unsaved = new Set(book.unsaved);
  for (const measure of measures) {
    const draft = draft_of(measure);
    const adopted = [...unsaved].find(
      (key) => !stored.has(key) && same_draft(wanted.get(key) ?? null, draft),
    );
    const key = adopted ?? key_of_id(measure.id);
    stored.set(key, { id: measure.id, version: measure.version, draft });
    if (adopted) unsaved.delete(adopted);
    else wanted.set(key, draft);
  }
  return { ...book, wanted, stored, unsaved };
}

/** What to keep in the browser. Empty books keep nothing: null. */
export function to_keep(book: Book): Kept | null {
  const { stack, unsaved, stored, wanted } = book;
  if (stack.done.length === 0 && stack.undone.length === 0 && unsaved.size === 0) return null;
  return {
    stack,
    ids: [...stored]
      .filter(([key, { id }]) => key !== key_of_id(id))
      .map(([key, { id }]) => [key, id] as const),
    unsaved: [...unsaved].map((key) => {
      const known = stored.get(key);
      return [key, wanted.get(key) ?? null, known?.draft ? known.version : null] as const;
    }),
  };
}

/**
 * The book when a page is opened: the server's measures, then what the browser kept. An unsaved edit of a
 * measure that somebody else changed since becomes a conflict, never an overwrite.
 */
export function opened(scenario_id: number, measures: readonly StoredMeasure[], kept: Kept | null): Book {
  const names = new Map(kept?.ids.map(([key, id]) => [id, key]));
  const wanted = new Map<string, Draft>();
  const stored = new Map<string, Stored>();
  for (const measure of measures) {
    const key = names.get(measure.id) ?? key_of_id(measure.id);
    const draft = draft_of(measure);
    wanted.set(key, draft);
    stored.set(key, { id: measure.id, version: measure.version, draft });
  }
  let book: Book = { ...empty_book(scenario_id), wanted, stored };
  if (!kept) return book;
  const gone = new Map(stored);
  for (const [key, id] of kept.ids) if (!gone.has(key)) gone.set(key, { id, version: 0, draft: null });
  // A measure deleted here earlier keeps its id, so that undo brings the same one back.
  for (const { steps } of [...kept.stack.done, ...kept.stack.undone]) {
    for (const { key } of steps) {
      const id = Number(key.slice(1));
      if (!gone.has(key) && /^m\d+$/.test(key)) gone.set(key, { id, version: 0, draft: null });
    }
  }
  book = { ...book, stored: gone, stack: kept.stack };
  const unsaved = new Set<string>();
  const conflicts: Conflict[] = [];
  for (const [key, mine, base_version] of kept.unsaved) {
    const known = gone.get(key);
    const theirs = known?.draft ?? null;
    if (same_draft(mine, theirs)) continue;
    if (mine) wanted.set(key, mine);
    else wanted.delete(key);
    unsaved.add(key);
    const version = known?.draft ? known.version : null;
    if (known && version !== base_version) {
      const now = measures.find(({ id }) => id === known.id) ?? null;
      conflicts.push({ key, mine, theirs, stored: now });
    }
  }
  return adopt_lost({ ...book, unsaved, conflicts });
}

/** Unsaved new measures that the server has under a key of its own are the same measure: its answer got lost. */
function adopt_lost(book: Book): Book {
  const stored = new Map(book.stored);
  const wanted = new Map(book.wanted);
  const unsaved = new Set(book.unsaved);
  const in_history = new Set(
    [...book.stack.done, ...book.stack.undone].flatMap(({ steps }) => steps.map(({ key }) => key)),
  );
  for (const key of book.unsaved) {
    if (stored.has(key)) continue;
    const mine = wanted.get(key);
    for (const [other, known] of stored) {
      if (!mine || other !== key_of_id(known.id) || in_history.has(other) || !same_draft(known.draft, mine))
        continue;
      stored.delete(other);
      wanted.delete(other);
      stored.set(key, known);
      unsaved.delete(key);
      break;
    }
  }
  return { ...book, stored, wanted, unsaved };
}
