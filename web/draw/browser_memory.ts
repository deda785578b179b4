import { del, get, keys, set } from "idb-keyval";
import type { Kept } from "./kept_book.ts";

/** What another tab left unsaved when it was closed; nobody else takes it up before it is let go. */
export interface LeftBehind {
  readonly kept: Kept;
  /** It is safe elsewhere now. */
  forget(): Promise<void>;
  /** It stays where it is. */
  leave(): void;
}

/** Where unsaved edits and the history of a scenario outlive the page. */
export interface Memory {
  read(): Promise<Kept | null>;
  write(kept: Kept | null): Promise<void>;
  /** `later` is called when a tab that is still there has gone since, and may have left something. */
  left_behind(later: () => void): Promise<LeftBehind | null>;
}

/** A tab that is loaded again comes back to its slot within this time; only then is it gone. */
const reload_ms = 3000;

/**
 * Every tab has a slot of its own, so that none overwrites another's unsaved edits, and holds a lock of that
 * name as long as it lives: a slot without a lock belongs to a tab that is gone.
 */
async function hold(slot: string): Promise<(() => void) | null> {
  return new Promise((answer, fail) => {
    navigator.locks
      .request(slot, { ifAvailable: true }, (lock) => {
        if (!lock) {
          answer(null);
          return;
        }
        return new Promise<void>((let_go) => answer(let_go));
      })
      .catch(fail);
  });
}

const slots_of = async (name: string): Promise<string[]> =>
  (await keys()).filter((key): key is string => typeof key === "string" && key.startsWith(`${name}/`));

/** This tab's slot: the one it had before a reload, else that of a closed tab with its history, else a new one. */
async function own_slot(name: string): Promise<string> {
  // Without locks (a page that is not secure) all tabs share one slot, as they share the browser.
  if (!("locks" in navigator)) return `${name}/`;
  const before = window.sessionStorage.getItem(name);
  const free = await slots_of(name);
  for (const slot of [...(before ? [before] : []), ...free, `${name}/${crypto.randomUUID()}`]) {
    if (!(await hold(slot))) continue;
    window.sessionStorage.setItem(name, slot);
    return slot;
  }
  return `${name}/`;
}

/** Whom to tell of each slot that is waited for: the scenario may have been opened anew since. */
const watched = new Map<string, () => void>();

/** Calls `gone` once when the tab that holds a slot has let it go for longer than a reload takes. */
function when_gone(slot: string, gone: () => void): void {
  const waiting = watched.has(slot);
  watched.set(slot, gone);
  if (waiting) return;
  void navigator.locks
    .request(slot, () => undefined)
    .catch(() => undefined)
    .then(() =>
      setTimeout(() => {
        const tell = watched.get(slot);
        watched.delete(slot);
        tell?.();
      }, reload_ms),
    );
}

const held = new Map<string, Promise<string>>();

async function left_behind(name: string, own: string, later: () => void): Promise<LeftBehind | null> {
  if (!("locks" in navigator)) return null;
  for (const slot of await slots_of(name)) {
    if (slot === own) continue;
    const let_go = await hold(slot);
    if (!let_go) {
      when_gone(slot, later);
      continue;
    }
    const kept = await get<Kept>(slot);
    if (kept && (kept.unsaved.length > 0 || kept.sending)) {
      const forget = () => del(slot).finally(let_go);
      return { kept, forget, leave: let_go };
    }
    await del(slot);
    let_go();
  }
  return null;
}

/**
 * IndexedDB of this browser, per scenario and server. Where the browser refuses storage (a private window),
 * nothing is kept and nothing fails: saving to the server still works.
 */
export function browser_memory(scenario_id: number): Memory {
  const name = `straatlagen:draw:${scenario_id}`;
  const slot = held.get(name) ?? own_slot(name).catch(() => `${name}/`);
  held.set(name, slot);
  let last: Promise<void> = Promise.resolve();
  return {
    read: async () => {
      try {
        return ((await get<Kept>(await slot)) ?? null) as Kept | null;
      } catch {
        return null;
      }
    },
    write: (kept) => {
      // One after the other: a slow older write must not end after a newer one.
      last = last
        .then(async () => (kept === null ? del(await slot) : set(await slot, kept)))
        .catch(() => undefined);
      return last;
    },
    left_behind: async (later) => {
      try {
        return await left_behind(name, await slot, later);
      } catch {
        return null;
      }
    },
  };
}
