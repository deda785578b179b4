import { useEffect, useState } from "react";
import { crosshair_at, tool_key } from "../draw/draw_keys.ts";
import { loaded_map } from "../map/map_handle.ts";
import { useCell } from "../ui/bus.ts";
import { useTheme } from "../ui/use_theme.ts";
import { Sketch } from "./sketch.ts";
import { sketching } from "./sketch_state.ts";

/** A sketch on the map while the component is there, with its keys; null until the map is loaded. */
export function useSketch(): Sketch | null {
  const map = useCell(loaded_map);
  const [theme] = useTheme();
  const [sketch, set_sketch] = useState<Sketch | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme repaints; it does not begin anew
  useEffect(() => {
    if (!map) return;
    const created = new Sketch(map, theme);
    sketching.set(true);
    set_sketch(created);
    const on_key = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      if (created.state.get().drawing === null) return;
      const on_map = event.target === map.getCanvas();
      const leaves = event.key === "Escape" && (on_map || event.target === document.body);
      if (leaves) created.cancel();
      else if (!on_map || !tool_key(created.pointer, () => created.undo_point(), map, event)) return;
      event.preventDefault();
      // MapLibre pans by arrows as well, and the page goes back on Escape.
      event.stopPropagation();
    };
    window.addEventListener("keydown", on_key, true);
    return () => {
      window.removeEventListener("keydown", on_key, true);
      sketching.set(false);
      set_sketch(null);
      created.stop();
    };
  }, [map]);

  useEffect(() => sketch?.repaint(theme), [sketch, theme]);
  return sketch;
}

/** Hands the keyboard to the map, with the pointer at its middle, after a tool was taken by keyboard. */
export function focus_map(sketch: Sketch, by_keyboard: boolean): void {
  const map = loaded_map.get();
  if (!map) return;
  map.getCanvas().focus({ preventScroll: true, focusVisible: by_keyboard } as FocusOptions);
  if (!by_keyboard) return;
  const { x, y } = crosshair_at(map);
  sketch.pointer.point(x, y);
}
