import type { Map as MapLibre } from "maplibre-gl";

const maps = new Set<MapLibre>();
const busy = new Set<MapLibre>();
const say = () => document.documentElement.toggleAttribute("data-ready", maps.size > 0 && busy.size === 0);

/**
 * Has `html[data-ready]` wait for this map too: it stands while every map has drawn all it has to draw. Tests
 * and screenshots wait for it instead of a time. The function that comes back ends it.
 */
export function keep_ready(map: MapLibre): () => void {
  const working = () => {
    busy.add(map);
    say();
  };
  const at_rest = () => {
    busy.delete(map);
    say();
  };
  maps.add(map);
  working();
  map.on("dataloading", working);
  map.on("movestart", working);
  map.on("idle", at_rest);
  return () => {
    map.off("dataloading", working);
    map.off("movestart", working);
    map.off("idle", at_rest);
    maps.delete(map);
    at_rest();
  };
}
