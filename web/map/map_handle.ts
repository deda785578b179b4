import type { Map as MapLibre } from "maplibre-gl";
import { cell } from "../ui/bus.ts";

/** The living map, for the scale, the zoom buttons and the tests; null while there is none. */
export const map_handle = cell<MapLibre | null>(null);
/** The same map from the moment its style is loaded, so that layers may be added to it. */
export const loaded_map = cell<MapLibre | null>(null);
/** Here no map can be drawn (no WebGL): what needs one is not waited for. */
export const map_missing = cell(false);
