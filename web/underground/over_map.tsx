import type { ReactNode } from "react";
import { createPortal } from "react-dom";

/** Where panels put what they show over the map; the shell has one. */
export const over_map_id = "over_map";

/** Draws its children over the map, whichever panel they belong to; nothing before the shell is there. */
export function OverMap({ children }: { children: ReactNode }) {
  const place = document.getElementById(over_map_id);
  return place ? createPortal(children, place) : null;
}
