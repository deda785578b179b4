import type { MapMouseEvent } from "maplibre-gl";
import { useEffect } from "react";
import { loaded_map } from "../map/map_handle.ts";
import { useCell } from "../ui/bus.ts";

/** While on, a click on a building on the map hands over its id. */
export function useBuildingChoice(on: boolean, on_building: (id: number) => void): void {
  const map = useCell(loaded_map);
  useEffect(() => {
    if (!map || !on) return;
    const click = (event: MapMouseEvent) => {
      const building = map
        .queryRenderedFeatures(event.point)
        .find((feature) => feature.sourceLayer === "building" && feature.id !== undefined);
      if (building) on_building(Number(building.id));
    };
    map.on("click", click);
    map.getCanvas().style.cursor = "pointer";
    return () => {
      map.off("click", click);
      map.getCanvas().style.cursor = "";
    };
  }, [map, on, on_building]);
}
