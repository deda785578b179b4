import { useSyncExternalStore } from "react";

/** Whether a media query holds now; redraws when it changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Below this width panels are sheets. */
export const narrow_query = "(max-width: 900px)";
