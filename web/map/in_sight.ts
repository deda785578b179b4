import type { Map as MapLibre } from "maplibre-gl";
import type { Bounds } from "../client.ts";

/** Does the map show the middle of a place, from so near that a street can be told there? */
export function in_sight(map: MapLibre, [west, south, east, north]: Bounds): boolean {
  return map.getBounds().contains([(west + east) / 2, (south + north) / 2]) && map.getZoom() >= 14;
}
