import { del, get, set } from "idb-keyval";
import type { Kept } from "./book.ts";

/** Where unsaved edits and the history of a scenario outlive the page. */
export interface Memory {
  read(): Promise<Kept | null>;
  write(kept: Kept | null): Promise<void>;
}

/** A second tab on the same scenario has a slot of its own, so that neither overwrites the other's unsaved edits. */
const tab_slot = "straatlagen_draw_tab";

async function slot_of(name: string): Promise<string> {
  if (!("locks" in navigator)) return name;
  const first = await new Promise<boolean>((answer) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      answer(lock !== null);
      // The first tab holds the name as long as it lives.
      return lock === null ? undefined : new Promise<void>(() => {});
    });
  });
  if (first) return name;
  const own = window.sessionStorage.getItem(tab_slot) ?? crypto.randomUUID();
  window.sessionStorage.setItem(tab_slot, own);
  return `${name}:${own}`;
}

const held = new Map<string, Promise<string>>();

/**
 * IndexedDB of this browser, per scenario and server. Where the browser refuses storage (a private window),
 * nothing is kept and nothing fails: saving to the server still works.
 */
export function browser_memory(scenario_id: number): Memory {
  const name = `straatlagen:draw:${scenario_id}`;
  const slot = held.get(name) ?? slot_of(name).catch(() => name);
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
  };
}
