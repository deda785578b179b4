import { type JumpToOptions, Map as MapLibre } from "maplibre-gl";
import { keep_ready } from "../map/keep_ready.ts";
import css from "./pointer_marks.module.css";

const steepest_deg = 85;

const camera_of = (map: MapLibre) =>
  ({
    center: map.getCenter().toArray(),
    zoom: map.getZoom(),
    bearing: map.getBearing(),
    pitch: map.getPitch(),
    padding: { top: 0, right: 0, bottom: 0, left: 0, ...map.getPadding() },
  }) satisfies JumpToOptions;

/**
 * Lays a clear sheet over a map, itself a map that always shows the same place and gets no pointer: what
 * changes with each move of the pointer is drawn on it, so that the hundred layers below are not drawn anew.
 * `ready` gets it once layers can be added; where there is no second canvas to be had, it is the map itself.
 * The function that comes back takes the sheet away.
 */
export function lay_sheet(under: MapLibre, ready: (sheet: MapLibre) => void): () => void {
  const box = document.createElement("div");
  box.className = css.sheet!;
  box.inert = true;
  box.setAttribute("aria-hidden", "true");
  under.getCanvasContainer().after(box);
  let shown = camera_of(under);
  let sheet: MapLibre;
  try {
    sheet = new MapLibre({
      container: box,
      style: { version: 8, sources: {}, layers: [] },
      interactive: false,
      attributionControl: false,
      fadeDuration: 0,
      minZoom: under.getMinZoom(),
      maxZoom: under.getMaxZoom(),
      maxPitch: steepest_deg,
      ...shown,
    });
  } catch {
    box.remove();
    ready(under);
    return () => undefined;
  }
  sheet.setPadding(shown.padding);
  const stop_saying = keep_ready(sheet);
  const follow = () => {
    const now = camera_of(under);
    if (JSON.stringify(now) === JSON.stringify(shown)) return;
    shown = now;
    sheet.jumpTo(now);
    // In the same frame as the map below, or the shapes would swim on it.
    sheet.redraw();
  };
  under.on("render", follow);
  sheet.once("style.load", () => {
    follow();
    ready(sheet);
  });
  return () => {
    under.off("render", follow);
    stop_saying();
    sheet.remove();
    box.remove();
  };
}
