import type { Feature } from "geojson";
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from "maplibre-gl";
import { useEffect } from "react";
import { loaded_map } from "../map/map_handle.ts";
import { useCell } from "../ui/bus.ts";
import { map_palette, type Theme } from "../ui/theme.ts";
import { useTheme } from "../ui/use_theme.ts";

const source = "draw:corridor";

function layers(theme: Theme): LayerSpecification[] {
  const p = map_palette[theme];
  const width = (wide: number): never => ["*", wide, ["coalesce", ["get", "weight"], 1]] as never;
  return [
    {
      id: `${source}:casing`,
      type: "line",
      source,
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": p.halo, "line-width": width(7), "line-opacity": 0.9 },
    },
    {
      id: `${source}:line`,
      type: "line",
      source,
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": ["get", "colour"],
        "line-width": width(3.5),
        "line-opacity": ["get", "opacity"],
      },
    },
    {
      id: `${source}:name`,
      type: "symbol",
      source,
      filter: ["has", "name"],
      layout: {
        "symbol-placement": "line-center",
        "text-field": ["get", "name"],
        "text-font": ["Source Sans 3 Semibold"],
        "text-size": 14,
        "text-allow-overlap": true,
        "text-rotation-alignment": "viewport",
      },
      paint: { "text-color": p.ink, "text-halo-color": p.halo, "text-halo-width": 3 },
    },
  ];
}

/** Shows lines on the map while the component is there; the last ones lie on top. Each carries `colour`, `opacity` and perhaps `name` and `weight`. */
export function useCorridorLayer(features: readonly Feature[]): void {
  const map = useCell(loaded_map);
  const [theme] = useTheme();
  useEffect(() => {
    if (!map) return;
    put_layers(map, theme);
    return () => remove_layers(map);
  }, [map, theme]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the layers are put anew for another theme, with nothing in them
  useEffect(() => {
    map?.getSource<GeoJSONSource>(source)?.setData({ type: "FeatureCollection", features: [...features] });
  }, [map, features, theme]);
}

function put_layers(map: MapLibre, theme: Theme): void {
  if (!map.getSource(source))
    map.addSource(source, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  for (const layer of layers(theme)) if (!map.getLayer(layer.id)) map.addLayer(layer);
}

function remove_layers(map: MapLibre): void {
  try {
    for (const { id } of layers("light")) if (map.getLayer(id)) map.removeLayer(id);
    if (map.getSource(source)) map.removeSource(source);
  } catch {
    // The map went first: there is nothing left to take away.
  }
}
