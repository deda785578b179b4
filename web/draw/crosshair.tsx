import { useEffect, useState } from "react";
import { loaded_map } from "../map/map_handle.ts";
import * as m from "../text/compiled/messages.js";
import { useCell } from "../ui/bus.ts";
import { crosshair_at } from "./draw_keys.ts";
import css from "./pointer_marks.module.css";

/** The crosshair of keyboard drawing: there while the map has the focus by keyboard. */
export function Crosshair() {
  const map = useCell(loaded_map);
  const [at, set_at] = useState<{ x: number; y: number } | null>(null);
  useEffect(() => {
    if (!map) return;
    const canvas = map.getCanvas();
    const look = () => set_at(canvas.matches(":focus-visible") ? crosshair_at(map) : null);
    const by_pointer = (event: PointerEvent) => event.isTrusted && set_at(null);
    look();
    canvas.addEventListener("focus", look);
    canvas.addEventListener("blur", look);
    canvas.addEventListener("keydown", look);
    canvas.addEventListener("pointerdown", by_pointer);
    map.on("move", look);
    return () => {
      canvas.removeEventListener("focus", look);
      canvas.removeEventListener("blur", look);
      canvas.removeEventListener("keydown", look);
      canvas.removeEventListener("pointerdown", by_pointer);
      map.off("move", look);
    };
  }, [map]);
  if (!at) return null;
  return (
    <>
      <div
        className={css.crosshair}
        style={{ left: at.x, top: at.y }}
        aria-hidden="true"
        data-testid="crosshair"
      />
      <p className={css.keys_hint} role="status">
        {m.draw_keys_hint()}
      </p>
    </>
  );
}
