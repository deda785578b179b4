import { MapLibreOverlay } from "@deck.gl/maplibre";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Geometry } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef, useState } from "react";
import { send } from "../client.ts";
import { cutting_line } from "../section/cutting_line.ts";
import { useExaggeration } from "../section/section_place.ts";
import * as m from "../text/compiled/messages.js";
import { useCell } from "../ui/bus.ts";
import { map_palette, type Theme } from "../ui/theme.ts";
import css from "./below_ground.module.css";
import { type BelowGround, below_ground_layers } from "./below_ground_layers.ts";
import { bounds_of } from "./bounds.ts";
import { in_sight } from "./in_sight.ts";
import { loaded_map } from "./map_handle.ts";

const veil = "section:veil";
const pitch_deg = 62;
/** Further out a tube is thinner than a hair and there are too many. */
const least_zoom = 16;
const widest_degrees = 0.06;

/** The box that is asked for: what the pitched map sees, cut to a size the API answers. */
function seen_box(map: MapLibre): string {
  const { lng, lat } = map.getCenter();
  const bounds = map.getBounds();
  const half = (span: number) => Math.min(span / 2, widest_degrees / 2);
  const [dx, dy] = [half(bounds.getEast() - bounds.getWest()), half(bounds.getNorth() - bounds.getSouth())];
  return [lng - dx, lat - dy, lng + dx, lat + dy].map((value) => value.toFixed(4)).join(",");
}

/** The map pitched, its ground half transparent, and below it the pipes as tubes. Gone, the map is flat again. */
export default function BelowGround3d({ theme, scenario_id }: { theme: Theme; scenario_id: number | null }) {
  const map = useCell(loaded_map);
  const line = useCell(cutting_line);
  const [deep] = useExaggeration();
  const [box, set_box] = useState<string | null>(null);
  const overlay = useRef<MapLibreOverlay | null>(null);
  const [ready, set_ready] = useState(false);

  useEffect(() => {
    if (!map) return;
    const flat: string[] = [];
    map.setMaxPitch(70);
    map.easeTo({ pitch: pitch_deg, zoom: Math.max(map.getZoom(), 19), animate: false });
    // So near, the section that is open may have gone out of the picture.
    const cut = cutting_line.get();
    const bounds = cut && bounds_of([cut]);
    if (bounds && !in_sight(map, bounds))
      map.easeTo({ center: [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2], animate: false });
    const prepare = () => {
      // The tubes stand for the flat lines, the bands at their depth for the flat findings.
      for (const layer of map.getStyle().layers)
        if (
          "source" in layer &&
          ["below", "finding"].includes(layer.source) &&
          map.getLayoutProperty(layer.id, "visibility") !== "none"
        ) {
          map.setLayoutProperty(layer.id, "visibility", "none");
          flat.push(layer.id);
        }
      if (!map.getLayer(veil)) {
        const names = map.getLayersOrder().find((id) => id === "street_name");
        const ground = map_palette[theme].ground;
        map.addLayer(
          { id: veil, type: "background", paint: { "background-color": ground, "background-opacity": 0.35 } },
          names,
        );
      }
    };
    const moved = () => set_box(map.getZoom() >= least_zoom ? seen_box(map) : null);
    const start = () => {
      prepare();
      overlay.current = new MapLibreOverlay({ interleaved: true, layers: [] });
      map.addControl(overlay.current);
      set_ready(true);
      moved();
    };
    // Layers that are given while the style loads are dropped.
    map.once("idle", start);
    map.triggerRepaint();
    map.on("moveend", moved);
    map.on("styledata", prepare);
    return () => {
      map.off("idle", start);
      map.off("moveend", moved);
      map.off("styledata", prepare);
      if (loaded_map.get() !== map) return;
      if (overlay.current) map.removeControl(overlay.current);
      overlay.current = null;
      if (map.getLayer(veil)) map.removeLayer(veil);
      for (const id of flat) if (map.getLayer(id)) map.setLayoutProperty(id, "visibility", "visible");
      map.easeTo({ pitch: 0, animate: false });
      map.setMaxPitch(0);
    };
  }, [map, theme]);

  const query = useQuery({
    queryKey: ["below_ground", box, scenario_id],
    queryFn: ({ signal }) =>
      send<BelowGround>(
        "GET",
        `/below_ground?bounds=${box}${scenario_id === null ? "" : `&scenario=${scenario_id}`}`,
        { signal },
      ),
    enabled: box !== null,
    placeholderData: keepPreviousData,
  });
  useDrawn(overlay.current, ready ? query.data : undefined, line, Number(deep), theme);

  const said =
    box === null ? m.below_ground_zoom() : query.data?.truncated ? m.below_ground_thickest() : null;
  return said ? (
    <p className={css.note} role="status">
      {said}
    </p>
  ) : null;
}

function useDrawn(
  overlay: MapLibreOverlay | null,
  data: BelowGround | undefined,
  line: Geometry | null,
  exaggeration: number,
  theme: Theme,
): void {
  useEffect(() => {
    if (!overlay || !data) return;
    overlay.setProps({ layers: below_ground_layers(data, line, { exaggeration, theme, before: veil }) });
    document.documentElement.setAttribute("data-tubes", String(data.lines.length));
    return () => document.documentElement.removeAttribute("data-tubes");
  }, [overlay, data, line, exaggeration, theme]);
}
