import { type KeyboardEvent, type PointerEvent, useEffect, useState } from "react";
import * as m from "../text/compiled/messages.js";

const least = 220;
const bounded = (height: number): number =>
  Math.max(least, Math.min(height, Math.round(window.innerHeight * 0.8)));

/** The drawer's height in pixels, and what its upper edge needs to be dragged or moved with the arrow keys. */
export function useDrawerHeight(on_height: (height: number) => void) {
  const [height, set_height] = useState(() => bounded(Math.round(window.innerHeight * 0.47)));
  useEffect(() => {
    on_height(height);
    return () => on_height(0);
  }, [height, on_height]);
  const drag = (event: PointerEvent<HTMLElement>) => {
    const edge = event.currentTarget;
    const from = event.clientY;
    edge.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => set_height(bounded(height + from - moved.clientY));
    const end = () => edge.removeEventListener("pointermove", move);
    edge.addEventListener("pointermove", move);
    edge.addEventListener("pointerup", end, { once: true });
    edge.addEventListener("pointercancel", end, { once: true });
  };
  const grip = {
    role: "separator",
    tabIndex: 0,
    "aria-orientation": "horizontal",
    "aria-label": m.section_resize(),
    "aria-valuenow": height,
    "aria-valuemin": least,
    "aria-valuemax": Math.round(window.innerHeight * 0.8),
    onPointerDown: drag,
    onKeyDown: (event: KeyboardEvent) => {
      const by = { ArrowUp: 24, ArrowDown: -24 }[event.key];
      if (!by) return;
      event.preventDefault();
      set_height(bounded(height + by));
    },
  } as const;
  return [height, grip] as const;
}
