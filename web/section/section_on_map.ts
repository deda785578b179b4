import type { Feature, FeatureCollection, Geometry, Position } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { useEffect } from "react";
import { bounds_of } from "../map/bounds.ts";
import { in_sight } from "../map/in_sight.ts";
import { loaded_map } from "../map/map_handle.ts";
import { fly_to, useCell } from "../ui/bus.ts";
import { map_palette, type Theme } from "../ui/theme.ts";
import { cutting_line } from "./cutting_line.ts";

const id = "section:line";

/** The line with its two ends, A at the left of the drawing and A' at the right. */
function line_with_ends(line: Geometry): FeatureCollection {
  const parts: Position[][] =
    line.type === "LineString" ? [line.coordinates] : line.type === "MultiLineString" ? line.coordinates : [];
  const end = (place: Position | undefined, name: string): Feature[] =>
    place ? [{ type: "Feature", geometry: { type: "Point", coordinates: place }, properties: { name } }] : [];
  return {
    type: "FeatureCollection",
    features: [
      { type: "Feature", geometry: line, properties: {} },
      ...end(parts[0]?.[0], "A"),
      ...end(parts.at(-1)?.at(-1), "A'"),
    ],
  };
}

function draw(map: MapLibre, line: Geometry, theme: Theme): void {
  const palette = map_palette[theme];
  const data = line_with_ends(line);
  const source = map.getSource<GeoJSONSource>(id);
  if (source) {
    source.setData(data);
    return;
  }
  map.addSource(id, { type: "geojson", data });
  map.addLayer({
    id: "section:halo",
    type: "line",
    source: id,
    filter: ["!=", ["geometry-type"], "Point"],
    paint: { "line-color": palette.halo, "line-width": 5, "line-opacity": 0.85 },
  });
  map.addLayer({
    id: "section:cut",
    type: "line",
    source: id,
    filter: ["!=", ["geometry-type"], "Point"],
    paint: { "line-color": palette.ink, "line-width": 2, "line-dasharray": [2, 1.5] },
  });
  map.addLayer({
    id: "section:end",
    type: "circle",
    source: id,
    filter: ["==", ["geometry-type"], "Point"],
    paint: {
      "circle-radius": 10,
      "circle-color": palette.ink,
      "circle-stroke-color": palette.halo,
      "circle-stroke-width": 1.5,
    },
  });
  map.addLayer({
    id: "section:name",
    type: "symbol",
    source: id,
    filter: ["has", "name"],
    layout: {
      "text-field": ["get", "name"],
      "text-font": ["Source Sans 3 Semibold"],
      "text-size": 12,
      "text-allow-overlap": true,
    },
    paint: { "text-color": palette.halo },
  });
}

/** Shows the cutting line on the map for as long as the caller is there. The map's own style leaves it alone. */
export function useCuttingLine(line: Geometry | null, theme: Theme): void {
  const map = useCell(loaded_map);
  useEffect(() => {
    cutting_line.set(line);
    return () => cutting_line.set(null);
  }, [line]);
  // A section opened by link or from a list is flown to where it cannot be seen.
  useEffect(() => {
    const bounds = line && bounds_of([line]);
    if (map && bounds && !in_sight(map, bounds)) fly_to(bounds, 19);
  }, [map, line]);
  // A line that is being pointed out goes before the one that is open.
  const shown = useCell(cutting_line);
  useEffect(() => {
    if (!map || !shown) return;
    const show = () => draw(map, shown, theme);
    if (map.isStyleLoaded() || map.getSource(id)) show();
    else map.once("idle", show);
    return () => void map.off("idle", show);
  }, [map, shown, theme]);
  useEffect(() => {
    if (!map) return;
    return () => {
      // The map itself may be gone first.
      if (loaded_map.get() !== map) return;
      for (const layer of ["section:name", "section:end", "section:cut", "section:halo"])
        if (map.getLayer(layer)) map.removeLayer(layer);
      if (map.getSource(id)) map.removeSource(id);
    };
  }, [map]);
}
