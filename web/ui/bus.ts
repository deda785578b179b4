import { useSyncExternalStore } from "react";
import type { Bounds, Finding } from "../client.ts";

/** What lies under the pointer or the keyboard focus: the map and the lists light it up together. */
export type Hover =
  | { readonly kind: "layer"; readonly layer: string }
  | { readonly kind: "feature"; readonly layer: string; readonly id: string }
  | { readonly kind: "finding"; readonly id: string; readonly finding?: Finding }
  | { readonly kind: "street"; readonly id: string }
  | null;

/** A value that components outside one another share: set, read, listen. */
export interface Cell<T> {
  get(): T;
  set(value: T): void;
  listen(listener: () => void): () => void;
}

export function cell<T>(first: T): Cell<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const useCell = <T>(c: Cell<T>): T => useSyncExternalStore(c.listen, c.get);

export const hover = cell<Hover>(null);
/** The place the map should show next; the map empties it when it has flown there. */
export const flight = cell<{ readonly bounds: Bounds; readonly max_zoom?: number } | null>(null);
/** Files dropped or chosen, waiting for the import dialogue. */
export const chosen_files = cell<readonly File[] | null>(null);

export const fly_to = (bounds: Bounds | null | undefined, max_zoom?: number): void => {
  if (bounds) flight.set(max_zoom === undefined ? { bounds } : { bounds, max_zoom });
};

/** Handlers that light a thing up on the map while a list item has the pointer or the focus. */
export const lights_up = (thing: NonNullable<Hover>) => ({
  onPointerEnter: () => hover.set(thing),
  onPointerLeave: () => hover.set(null),
  onFocus: () => hover.set(thing),
  onBlur: () => hover.set(null),
});
