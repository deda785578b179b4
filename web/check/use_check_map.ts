import type { Feature } from "geojson";
import { useEffect, useState } from "react";
import { bounds_of } from "../map/bounds.ts";
import { in_sight } from "../map/in_sight.ts";
import { loaded_map } from "../map/map_handle.ts";
import { fly_to, useCell } from "../ui/bus.ts";
import { useTheme } from "../ui/use_theme.ts";
import { opened_with_place } from "../ui/view_state.ts";
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

  // A bare link shows its place; the map that one looks at already stays where the place is in sight.
  const [placed] = useState(() => opened_with_place() !== false);
  // Flown to once: what is measured afterwards changes the answer, not the place.
  const id = check?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer to the same question does not move the map
  useEffect(() => {
    const bounds = check?.zone ? bounds_of([check.zone]) : null;
    if (map && bounds && (!placed || !in_sight(map, bounds))) fly_to(bounds, 20);
  }, [id, map]);
}
