import { Problem } from "../client.ts";
import { type Book, changes_of, merged, refused, saved } from "./book.ts";
import { type Change, type Changed, conflicts_in, type StoredMeasure } from "./draw_api.ts";

export type SaveState =
  | { readonly kind: "saved" }
  | { readonly kind: "waiting" }
  | { readonly kind: "saving" }
  | { readonly kind: "offline" }
  | { readonly kind: "conflict" }
  /** The server refuses the content itself; trying again would not help. */
  | { readonly kind: "refused"; readonly message: string };

export interface Autosave {
  /** Something was edited: it is sent soon. */
  nudge(): void;
  /** Sends now what is unsaved; done when nothing is left or nothing more can be done. */
  flush(): Promise<void>;
  stop(): void;
}

export interface AutosaveDoor {
  get(): Book;
  /** Changes the book; the change must not lose edits made meanwhile. */
  set(change: (book: Book) => Book): void;
  tell(state: SaveState): void;
  send(changes: readonly Change[]): Promise<{ measures: readonly Changed[] }>;
  /** The whole scenario as the server has it, to find out what a lost answer would have said. */
  read(): Promise<readonly StoredMeasure[]>;
}

const pause_ms = 250;
const retry_ms = [1000, 2000, 5000, 10_000];

/**
 * Sends unsaved edits by itself, all or nothing per request. Without a connection it waits and tries
 * again; after a lost answer it first reads what the server has, so that nothing is stored twice.
 */
export function autosave(door: AutosaveDoor): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let failures = 0;
  let answer_lost = false;
  let stopped = false;

  const later = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void flush(), ms);
  };

  async function round(): Promise<boolean> {
    if (answer_lost) {
      const measures = await door.read();
      answer_lost = false;
      door.set((book) => merged(book, measures, null));
    }
    const sent = changes_of(door.get());
    if (sent.length === 0) return false;
    door.tell({ kind: "saving" });
    try {
      const { measures } = await door.send(sent.map(({ change }) => change));
      door.set((book) => saved(book, sent, measures));
    } catch (error) {
      const conflicts = conflicts_in(error);
      if (!conflicts) throw error;
      const before = door.get();
      door.set((book) => refused(book, conflicts));
      // A refusal that tells us nothing new would be asked for ever.
      if (
        door.get().conflicts.length === before.conflicts.length &&
        door.get().unsaved.size === before.unsaved.size
      )
        throw error;
    }
    return !stopped;
  }

  async function run(): Promise<void> {
    try {
      while (await round());
      failures = 0;
      const book = door.get();
      door.tell({
        kind: book.conflicts.length > 0 ? "conflict" : book.unsaved.size > 0 ? "waiting" : "saved",
      });
    } catch (error) {
      const problem = error instanceof Problem ? error : null;
      const passing = !problem || problem.status === 0 || problem.status >= 500 || problem.status === 429;
      if (!passing) {
        door.tell({ kind: "refused", message: problem.message });
        return;
      }
      if (!problem || problem.status === 0) answer_lost = true;
      door.tell({ kind: "offline" });
      later(retry_ms[Math.min(failures, retry_ms.length - 1)]!);
      failures += 1;
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    nudge() {
      if (door.get().unsaved.size === 0) return;
      door.tell({ kind: "waiting" });
      if (running) void running.then(() => later(pause_ms));
      else later(pause_ms);
    },
    flush,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
