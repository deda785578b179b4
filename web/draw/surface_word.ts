import type { Surface } from "../../data/catalog/types.ts";
import * as m from "../text/compiled/messages.js";

/** A use of the street's surface in the reader's language. */
export function surface_word(surface: Surface): string {
  switch (surface) {
    case "carriageway":
      return m.surface_carriageway();
    case "footway":
      return m.surface_footway();
    case "cycle_path":
      return m.surface_cycle_path();
    case "parking":
      return m.surface_parking();
    case "green":
      return m.surface_green();
    default:
      return m.surface_water();
  }
}
