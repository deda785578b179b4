import type { Feature, Geometry } from "geojson";
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from "maplibre-gl";
import type { Handle } from "../draw/draw_adapter.ts";
import { handle_layer, metres_px } from "../draw/draw_style.ts";
import { map_palette, type Theme } from "../ui/theme.ts";

/** Sources that a sketch and an answer have for themselves. */
export type SketchSource = "draw:sketch" | "draw:check";

const kind_is = (...types: string[]) => ["in", ["geometry-type"], ["literal", types]] as const;

function layers(source: SketchSource, theme: Theme, latitude_deg: number): LayerSpecification[] {
  const p = map_palette[theme];
  return [
    {
      id: `${source}:area`,
      type: "fill",
      source,
      filter: kind_is("Polygon", "MultiPolygon") as never,
      paint: { "fill-color": p.accent, "fill-opacity": 0.12 },
    },
    {
      id: `${source}:band`,
      type: "line",
      source,
      filter: ["all", kind_is("LineString", "MultiLineString") as never, [">", ["get", "band_m"], 0]],
      layout: { "line-cap": "butt", "line-join": "round" },
      paint: {
        "line-color": p.accent,
        "line-opacity": 0.22,
        "line-width": metres_px(["get", "band_m"], latitude_deg),
      },
    },
    {
      id: `${source}:line`,
      type: "line",
      source,
      filter: ["!=", ["geometry-type"], "Point"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": p.accent, "line-width": 2.5 },
    },
    {
      id: `${source}:dot`,
      type: "circle",
      source,
      filter: ["has", "name"],
      paint: {
        "circle-radius": 12,
        "circle-color": p.accent,
        "circle-stroke-color": p.halo,
        "circle-stroke-width": 2,
      },
    },
    {
      id: `${source}:name`,
      type: "symbol",
      source,
      filter: ["has", "name"],
      layout: {
        "text-field": ["get", "name"],
        "text-font": ["Source Sans 3 Semibold"],
        "text-size": 14,
        "text-allow-overlap": true,
      },
      paint: { "text-color": p.halo },
    },
    ...(source === "draw:sketch" ? [handle_layer(source)] : []),
  ];
}

/** Points of a row are named A, B, C … as their panel names them. */
function features_of(shape: Geometry | null, band_m: number): Feature[] {
  if (!shape) return [];
  if (shape.type !== "MultiPoint") return [{ type: "Feature", geometry: shape, properties: { band_m } }];
  return shape.coordinates.map((coordinates, i) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates },
    properties: { name: String.fromCharCode(65 + (i % 26)) },
  }));
}

/** The sketch as the map shows it, with its points to grab. */
export class SketchLayer {
  private frame = 0;
  private handles: () => Handle[] = () => [];
  private shape: Geometry | null = null;
  private band_m = 0;
  /** What is shown besides the shape. */
  private others: readonly Feature[] = [];

  constructor(
    private readonly map: MapLibre,
    private theme: Theme,
    private readonly source: SketchSource = "draw:sketch",
  ) {
    this.put();
  }

  show(shape: Geometry | null): void {
    this.shape = shape;
    this.paint_soon();
  }

  set_band(band_m: number): void {
    this.band_m = band_m;
    this.paint_soon();
  }

  /** Areas, and points with a `name` that is written in them. */
  show_features(features: readonly Feature[]): void {
    this.others = features;
    this.paint_soon();
  }

  show_handles(read: () => Handle[]): void {
    this.handles = read;
    this.paint_soon();
  }

  repaint(theme: Theme): void {
    if (this.theme === theme) return;
    this.theme = theme;
    this.put();
  }

  private put(): void {
    const { map, source } = this;
    // What is to be grabbed lies on top of answers.
    const before =
      source === "draw:sketch" ? undefined : map.getLayersOrder().find((id) => id.endsWith(":handle"));
    if (!map.getSource(source))
      map.addSource(source, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
    for (const layer of layers(source, this.theme, map.getCenter().lat)) {
      if (map.getLayer(layer.id)) map.removeLayer(layer.id);
      map.addLayer(layer, before);
    }
    this.paint();
  }

  /** Once a frame, however often it changes. */
  private paint_soon(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    this.map.getSource<GeoJSONSource>(this.source)?.setData({
      type: "FeatureCollection",
      features: [...this.others, ...features_of(this.shape, this.band_m), ...this.handles()],
    });
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    try {
      for (const { id } of layers(this.source, this.theme, 0))
        if (this.map.getLayer(id)) this.map.removeLayer(id);
      if (this.map.getSource(this.source)) this.map.removeSource(this.source);
    } catch {
      // The map went first: there is nothing left to take away.
    }
  }
}
