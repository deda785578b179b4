import type { Feature } from "geojson";
import { useEffect } from "react";
import { bounds_of } from "../map/bounds.ts";
import { loaded_map } from "../map/map_handle.ts";
import { fly_to, useCell } from "../ui/bus.ts";
import { useTheme } from "../ui/use_theme.ts";
import { SketchLayer } from "../underground/sketch_layer.ts";
import type { OverlapCheck } from "./check_api.ts";

/** Shows the ground of a check and the numbered places for trial pits on the map while the component is there. */
export function useCheckMap(check: OverlapCheck | undefined): void {
  const map = useCell(loaded_map);
  const [theme] = useTheme();
  useEffect(() => {
    if (!map || !check) return;
    const layer = new SketchLayer(map, theme, "draw:check");
    const pits = check.trial_pits.map(
      ({ rank, place }): Feature => ({
        type: "Feature",
        geometry: place,
        properties: { name: String(rank) },
      }),
    );
    layer.show_features([
      ...(check.zone ? [{ type: "Feature" as const, geometry: check.zone, properties: {} }] : []),
      ...pits,
    ]);
    return () => layer.stop();
  }, [map, theme, check]);

  // Flown to once: what is measured afterwards changes the answer, not the place.
  const id = check?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer to the same question does not move the map
  useEffect(() => {
    if (check?.zone && !new URLSearchParams(window.location.search).has("at"))
      fly_to(bounds_of([check.zone]), 20);
  }, [id]);
}
