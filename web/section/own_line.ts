import type { MapMouseEvent } from "maplibre-gl";
import { useEffect } from "react";
import { loaded_map } from "../map/map_handle.ts";
import { cell, useCell } from "../ui/bus.ts";
import { cutting_line } from "./cutting_line.ts";
import type { SectionPlace } from "./section_place.ts";

/** Whether the next two clicks on the map are the ends of a section; the map then picks nothing. */
export const pointing = cell(false);

/** Takes two clicks on the map as the ends of a cutting line while `pointing` is set; Escape stops. */
export function useOwnLine(on_line: (place: SectionPlace) => void): void {
  const map = useCell(loaded_map);
  const active = useCell(pointing);
  useEffect(() => {
    if (!map || !active) return;
    let from: [number, number] | null = null;
    const canvas = map.getCanvas();
    canvas.style.cursor = "crosshair";
    const click = (event: MapMouseEvent) => {
      const at = event.lngLat.toArray() as [number, number];
      if (from === null) {
        from = at;
        return;
      }
      pointing.set(false);
      on_line({ kind: "line", line: [from, at] });
    };
    const move = (event: MapMouseEvent) => {
      if (from) cutting_line.set({ type: "LineString", coordinates: [from, event.lngLat.toArray()] });
    };
    const stop = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      event.preventDefault();
      pointing.set(false);
    };
    map.on("click", click);
    map.on("mousemove", move);
    window.addEventListener("keydown", stop, { capture: true });
    return () => {
      map.off("click", click);
      map.off("mousemove", move);
      window.removeEventListener("keydown", stop, { capture: true });
      canvas.style.cursor = "";
    };
  }, [map, active, on_line]);
}
