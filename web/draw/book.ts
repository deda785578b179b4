import {
  type Command,
  type CommandStack,
  empty_stack,
  pushed_or_joined,
  redo_of,
  type Step,
  undo_of,
  with_twin,
  without_keys,
} from "./command_stack.ts";
import { type Draft, same_draft } from "./draft.ts";
import type { Change, Changed, StoredMeasure } from "./draw_api.ts";

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
  /** What is on its way to the server until it answers, also over a reload: sent again it is the same. */
  readonly sending: Batch | null;
}

export const empty_book = (scenario_id: number): Book => ({
  scenario_id,
  wanted: new Map(),
  stored: new Map(),
  unsaved: new Set(),
  stack: empty_stack,
  conflicts: [],
  sending: null,
});

/** The key of a measure that came from the server. */
export const key_of_id = (id: number) => `m${id}`;

/** The key of a measure by its id; null for an id that is not known. */
export function key_by_id(book: Book, id: number): string | null {
  if (book.stored.get(key_of_id(id))?.id === id) return key_of_id(id);
  for (const [key, stored] of book.stored) if (stored.id === id) return key;
  return null;
}

/** Whether what is wanted of a measure differs from what the server holds. */
export const is_unsaved = (book: Pick<Book, "wanted" | "stored">, key: string): boolean =>
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

/** Changes of one request; a server that knows the key has taken them already. */
export interface Batch {
  readonly idempotency_key: string;
  readonly changes: readonly Outgoing[];
}

/** The book with its unsaved edits on their way; the same book where others are, or there are none. */
export function with_batch(book: Book, idempotency_key: string): Book {
  if (book.sending) return book;
  const changes = changes_of(book);
  return changes.length === 0 ? book : { ...book, sending: { idempotency_key, changes } };
}

/**
 * The book after the server has taken its batch; what was edited meanwhile stays unsaved. A measure that came
 * in from the server before the answer said that it is ours is one and the same: so are the edits of both.
 */
export function saved(book: Book, answers: readonly Changed[]): Book {
  const stored = new Map(book.stored);
  const wanted = new Map(book.wanted);
  const unsaved = new Set(book.unsaved);
  let { stack } = book;
  const answered = new Map<string, number>();
  book.sending?.changes.forEach(({ key, draft }, i) => {
    const answer = answers[i];
    if (!answer) return;
    const twin = key_of_id(answer.id);
    if (twin !== key && stored.has(twin)) {
      const own = wanted.get(key) ?? null;
      const touched = stack.done.some(({ steps }) => steps.some((step) => step.key === twin));
      // Of two that lay over each other one was deleted: the other is kept.
      if (!wanted.has(twin)) stack = without_keys(stack, new Set([twin]));
      else {
        stack = with_twin(stack, twin, key, own);
        const last = stack.done.flatMap(({ steps }) => steps).findLast((step) => step.key === key);
        if (touched && last?.after) wanted.set(key, last.after);
      }
      for (const map of [stored, wanted, unsaved]) map.delete(twin);
    }
    stored.set(key, { id: answer.id, version: answer.version, draft });
    answered.set(key, answer.version);
    if (is_unsaved({ wanted, stored }, key)) unsaved.add(key);
    else unsaved.delete(key);
  });
  return {
    ...book,
    stored,
    wanted,
    unsaved,
    sending: null,
    // What looked like somebody else's change was this one.
    conflicts: book.conflicts.filter((one) => one.stored?.version !== answered.get(one.key)),
    stack,
  };
}
