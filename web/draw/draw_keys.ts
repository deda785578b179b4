import type { Map as MapLibre } from "maplibre-gl";
import type { DeskPointer } from "./desk_pointer.ts";
import type { DrawDesk } from "./draw_desk.ts";
import { moved, rotated } from "./shape_edit.ts";

/** One press of an arrow, in CSS pixels of the crosshair and in metres of a selected shape. */
const step_px = 24;
const fine_px = 2;
const step_m = 0.1;
const large_m = 1;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Where the crosshair stands: the middle of the map that no panel covers. */
export function crosshair_at(map: MapLibre): { x: number; y: number } {
  const { x, y } = map.project(map.getCenter());
  return { x, y };
}

/**
 * Keys on the map while something is being drawn: arrows move the ground under the crosshair, Enter or space
 * sets a point there, Backspace takes the last one back. Says whether the key was used.
 */
export function tool_key(
  pointer: Pick<DeskPointer, "point" | "press">,
  undo_point: () => void,
  map: MapLibre,
  event: KeyboardEvent,
): boolean {
  const arrow = arrows[event.key];
  const at = crosshair_at(map);
  if (arrow) {
    const step = event.shiftKey ? fine_px : step_px;
    map.panBy([arrow[0] * step, -arrow[1] * step], { animate: false });
    const now = crosshair_at(map);
    pointer.point(now.x, now.y);
    return true;
  }
  if (event.key === "Enter" || event.key === " ") {
    if (!event.repeat) pointer.press(at.x, at.y);
    return true;
  }
  if (event.key !== "Backspace") return false;
  undo_point();
  return true;
}

/**
 * Keys on the map while a tool is in hand ({@link tool_key}) or a measure is selected (arrows nudge it, Delete removes it,
 * `[` and `]` turn it). Says whether the key was used.
 */
export function map_key(desk: DrawDesk, map: MapLibre, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return false;
  const arrow = arrows[event.key];
  if (desk.tools.now.get()) return tool_key(desk.pointer, () => desk.tools.undo_point(), map, event);
  const draft = desk.chosen.draft();
  if (!draft) return false;
  if (arrow) {
    const step = event.shiftKey ? large_m : step_m;
    desk.set_geometry(moved(draft.geometry, arrow[0] * step, arrow[1] * step), "move");
    return true;
  }
  if (event.key === "Delete" || event.key === "Backspace") {
    desk.chosen.remove();
    return true;
  }
  if ((event.key === "[" || event.key === "]") && draft.geometry.type !== "Point") {
    desk.set_geometry(rotated(draft.geometry, event.key === "]" ? 5 : -5), "reshape");
    return true;
  }
  return false;
}
