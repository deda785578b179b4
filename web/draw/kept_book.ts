import {
  type Batch,
  type Book,
  type Conflict,
  edited,
  empty_book,
  key_by_id,
  key_of_id,
  type Stored,
} from "./book.ts";
import type { CommandStack } from "./command_stack.ts";
import { type Draft, same_draft } from "./draft.ts";
import { draft_of, type StoredMeasure } from "./draw_api.ts";

/** What is kept in the browser of a book; the rest comes from the server. */
export interface Kept {
  readonly stack: CommandStack;
  readonly sending: Batch | null;
  /** Ids of measures whose key does not say it. */
  readonly ids: readonly (readonly [key: string, id: number])[];
  readonly unsaved: readonly (readonly [key: string, draft: Draft | null, base_version: number | null])[];
}

const keys_of = (batch: Batch | null): ReadonlySet<string> => new Set(batch?.changes.map(({ key }) => key));

/** What to keep in the browser. Empty books keep nothing: null. */
export function to_keep(book: Book): Kept | null {
  const { stack, unsaved, stored, wanted, sending } = book;
  if (stack.done.length === 0 && stack.undone.length === 0 && unsaved.size === 0 && !sending) return null;
  return {
    stack,
    sending,
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
  book = { ...book, stored: gone, stack: kept.stack, sending: kept.sending ?? null };
  const on_their_way = keys_of(book.sending);
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
    // The server's answer to what is on its way tells whether the other version is our own.
    if (known && version !== base_version && !on_their_way.has(key)) {
      const now = measures.find(({ id }) => id === known.id) ?? null;
      conflicts.push({ key, mine, theirs, stored: now });
    }
  }
  return { ...book, unsaved, conflicts };
}

/**
 * The book with what a closed tab left unsaved, as one edit that can be undone. Null where that has to wait:
 * something is on its way, or the same measure is unsaved here as well.
 */
export function adopted(book: Book, kept: Kept): Book | null {
  const ids = new Map(kept.ids);
  const here = (key: string): string => {
    const id = ids.get(key);
    return (id === undefined ? null : key_by_id(book, id)) ?? key;
  };
  const left = kept.unsaved.map(([key, mine, base_version]) => ({ key: here(key), mine, base_version }));
  if (book.sending || left.some(({ key }) => book.unsaved.has(key))) return null;
  const changes = kept.sending?.changes.map((change) => ({ ...change, key: here(change.key) }));
  const sending = kept.sending && changes ? { ...kept.sending, changes } : null;
  const on_their_way = keys_of(sending);
  const steps = left.map(({ key, mine }) => ({ key, before: book.wanted.get(key) ?? null, after: mine }));
  const conflicts = left.flatMap(({ key, mine, base_version }): Conflict[] => {
    const known = book.stored.get(key);
    const theirs = known?.draft ?? null;
    const version = theirs && known ? known.version : null;
    if (!known || version === base_version || on_their_way.has(key) || same_draft(mine, theirs)) return [];
    const period = theirs && { from: theirs.from, to: theirs.until };
    const stored = theirs && {
      id: known.id,
      scenario_id: book.scenario_id,
      version: known.version,
      ...theirs,
      period,
    };
    return [{ key, mine, theirs, stored }];
  });
  return {
    ...edited(book, { what: "change", steps }),
    sending,
    conflicts: [...book.conflicts, ...conflicts],
  };
}
