import type { FeatureCollection } from "geojson";
import type { ExpressionSpecification, LayerSpecification, Map as MapLibre } from "maplibre-gl";
import { px_per_m } from "../map/layer_style.ts";
import { verdict_colour } from "../map/verdict_colour.ts";
import { map_palette, type Theme } from "../ui/theme.ts";

export const draw_sources = [
  "draw:room",
  "draw:measures",
  "draw:active",
  "draw:stretch",
  "draw:trouble",
] as const;
export type DrawSource = (typeof draw_sources)[number];

const nothing: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Metres on the ground as pixels, whatever the zoom. */
export const metres_px = (what: ExpressionSpecification, latitude_deg: number): ExpressionSpecification => [
  "interpolate",
  ["exponential", 2],
  ["zoom"],
  12,
  ["*", what, px_per_m(12, latitude_deg)],
  24,
  ["*", what, px_per_m(24, latitude_deg)],
];
const of_type = (...types: string[]): ExpressionSpecification => [
  "in",
  ["geometry-type"],
  ["literal", types],
];
const part = (name: string): ExpressionSpecification => ["==", ["get", "part"], name];

/** The points to grab of the shape in hand, from a source that holds them as its `handle` parts. */
export const handle_layer = (source: string): LayerSpecification => ({
  id: `${source}:handle`,
  type: "circle",
  source,
  filter: part("handle"),
  layout: { "circle-sort-key": ["get", "order"] },
  paint: {
    "circle-color": ["get", "colour"],
    "circle-radius": ["get", "radius_px"],
    "circle-stroke-color": ["get", "rim"],
    "circle-stroke-width": ["get", "rim_px"],
  },
});

/** The layers of drawing, lowest first; all ids start with `draw:`. */
export function draw_layers(theme: Theme, latitude_deg: number): LayerSpecification[] {
  const p = map_palette[theme];
  const verdict = (otherwise: ExpressionSpecification | string) =>
    verdict_colour(theme, ["get", "verdict"], otherwise);
  const own: ExpressionSpecification = ["coalesce", ["get", "colour"], p.accent];
  const edge: ExpressionSpecification = ["coalesce", ["get", "outline"], own];
  const measures = (source: "draw:measures" | "draw:active"): LayerSpecification[] => {
    const active = source === "draw:active";
    const tone = active ? verdict(own) : own;
    const rim = active ? verdict(edge) : edge;
    return [
      {
        id: `${source}:area`,
        type: "fill",
        source,
        filter: of_type("Polygon", "MultiPolygon"),
        paint: { "fill-color": tone, "fill-opacity": active ? 0.34 : 0.42 },
      },
      {
        id: `${source}:area_line`,
        type: "line",
        source,
        filter: of_type("Polygon", "MultiPolygon"),
        layout: { "line-join": "round" },
        paint: { "line-color": rim, "line-width": active ? 3 : 2 },
      },
      {
        id: `${source}:zone`,
        type: "circle",
        source,
        filter: ["all", part("dot"), [">", ["coalesce", ["get", "zone_m"], 0], 0]],
        paint: {
          "circle-radius": metres_px(["get", "zone_m"], latitude_deg),
          "circle-color": tone,
          "circle-opacity": active ? 0.2 : 0.13,
          "circle-stroke-color": rim,
          "circle-stroke-width": 1.2,
          "circle-stroke-opacity": 0.65,
        },
      },
      {
        id: `${source}:band`,
        type: "line",
        source,
        filter: [
          "all",
          of_type("LineString", "MultiLineString"),
          [">", ["coalesce", ["get", "band_m"], 0], 0],
        ],
        layout: { "line-join": "round" },
        paint: {
          "line-color": tone,
          "line-opacity": 0.3,
          "line-width": metres_px(["get", "band_m"], latitude_deg),
        },
      },
      {
        id: `${source}:casing`,
        type: "line",
        source,
        filter: of_type("LineString", "MultiLineString"),
        layout: { "line-cap": "round", "line-join": "round" },
        paint: { "line-color": p.halo, "line-width": active ? 9 : 7, "line-opacity": 0.85 },
      },
      {
        id: `${source}:line`,
        type: "line",
        source,
        filter: of_type("LineString", "MultiLineString"),
        layout: { "line-cap": "round", "line-join": "round" },
        paint: { "line-color": rim, "line-width": active ? 5 : 3.5 },
      },
      {
        id: `${source}:dot`,
        type: "circle",
        source,
        filter: part("dot"),
        paint: {
          "circle-color": active ? p.halo : tone,
          "circle-radius": ["interpolate", ["exponential", 1.5], ["zoom"], 14, 2, 18, active ? 6 : 5, 22, 11],
          "circle-stroke-color": active ? rim : edge,
          "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 15, 0.5, 18, active ? 3.5 : 1.6],
        },
      },
    ];
  };
  return [
    {
      id: "draw:room:fill",
      type: "fill",
      source: "draw:room",
      paint: { "fill-color": p.clear, "fill-opacity": 0.28 },
    },
    {
      id: "draw:room:line",
      type: "line",
      source: "draw:room",
      paint: { "line-color": p.clear, "line-width": 1.6 },
    },
    ...measures("draw:measures"),
    ...measures("draw:active"),
    {
      id: "draw:stretch:line",
      type: "line",
      source: "draw:stretch",
      filter: ["!=", ["geometry-type"], "Point"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": verdict(p.unknown),
        "line-width": 8,
        "line-opacity": 0.45,
      },
    },
    {
      id: "draw:stretch:spot",
      type: "circle",
      source: "draw:stretch",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 16, 2, 19, 4.5, 22, 9],
        "circle-color": verdict(p.unknown),
        "circle-opacity": 0.9,
        "circle-stroke-width": 1.5,
        "circle-stroke-color": p.halo,
      },
    },
    {
      id: "draw:trouble:spot",
      type: "circle",
      source: "draw:trouble",
      paint: {
        "circle-radius": 9,
        "circle-color": p.violated,
        "circle-opacity": 0.25,
        "circle-stroke-width": 3,
        "circle-stroke-color": p.violated,
      },
    },
    handle_layer("draw:active"),
  ];
}

/** Puts the sources and layers of drawing on a loaded map, or repaints them for another theme; data stay. */
export function put_draw_layers(map: MapLibre, theme: Theme, latitude_deg: number): void {
  for (const source of draw_sources) {
    if (!map.getSource(source)) map.addSource(source, { type: "geojson", data: nothing, promoteId: "id" });
  }
  for (const layer of draw_layers(theme, latitude_deg)) {
    if (map.getLayer(layer.id)) map.removeLayer(layer.id);
    map.addLayer(layer);
  }
}

export function remove_draw_layers(map: MapLibre): void {
  if (!map.getStyle()) return;
  for (const id of map.getLayersOrder()) if (id.startsWith("draw:")) map.removeLayer(id);
  for (const source of draw_sources) if (map.getSource(source)) map.removeSource(source);
}
