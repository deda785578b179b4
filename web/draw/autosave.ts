import { Problem } from "../client.ts";
import { type Batch, type Book, saved, with_batch } from "./book.ts";
import { type Changed, conflicts_in } from "./draw_api.ts";
import { refused } from "./heard_book.ts";

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
  /** Done when the browser has kept the book: what is sent may be asked about after the page has gone. */
  kept(): Promise<void>;
  send(batch: Batch): Promise<{ measures: readonly Changed[] }>;
}

const pause_ms = 250;
const retry_ms = [1000, 2000, 5000, 10_000];

const passing = (error: unknown): boolean =>
  !(error instanceof Problem) || error.status === 0 || error.status >= 500 || error.status === 429;

/**
 * Sends unsaved edits by itself, all or nothing per request. Without a connection it waits and tries
 * again; what was on its way is sent again as it was, with its key, so that nothing is stored twice.
 */
export function autosave(door: AutosaveDoor): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let failures = 0;
  let stopped = false;

  const later = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void flush(), ms);
  };

  async function round(): Promise<boolean> {
    door.set((book) => with_batch(book, crypto.randomUUID()));
    const { sending } = door.get();
    if (!sending) return false;
    door.tell({ kind: "saving" });
    await door.kept();
    try {
      const { measures } = await door.send(sending);
      door.set((book) => saved(book, measures));
    } catch (error) {
      if (passing(error)) throw error;
      const before = door.get();
      door.set((book) => refused(book, conflicts_in(error) ?? []));
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
      if (!passing(error)) {
        door.tell({ kind: "refused", message: (error as Problem).message });
        return;
      }
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
      if (door.get().unsaved.size === 0 && !door.get().sending) return;
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
