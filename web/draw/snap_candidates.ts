import type { Geometry, Position } from "geojson";
import type { MapGeoJSONFeature, Map as MapLibre } from "maplibre-gl";
import { lines_of } from "./lines_of.ts";
import type { SnapLine } from "./snapping.ts";

/** Tiles are cut with this much of a margin, in tile units (see `tile_rows`). */
const tile_units = 4096;
const tile_margin = 64;

/** Whether a coordinate lies on the cut edge of a tile: such an edge is no edge of the thing itself. */
export function on_tile_cut(mercator: number, zoom: number): boolean {
  const units = mercator * 2 ** zoom * tile_units;
  const within = ((units % tile_units) + tile_units) % tile_units;
  return Math.abs(within - tile_margin) < 1.5 || Math.abs(within - (tile_units - tile_margin)) < 1.5;
}

const mercator_x = (lon: number) => (lon + 180) / 360;
const mercator_y = (lat: number) => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI;
};

/** The lines of a geometry without the edges that are only cuts of a tile. */
export function real_lines(geometry: Geometry, zoom: number | null): Position[][] {
  const area = geometry.type === "Polygon" || geometry.type === "MultiPolygon";
  if (!area || zoom === null) return lines_of(geometry).map((line) => [...line]);
  return lines_of(geometry).flatMap((ring) => {
    const out: Position[][] = [];
    let part: Position[] = [];
    for (const [i, b] of ring.entries()) {
      const a = ring[i - 1];
      const cut =
        a !== undefined &&
        ((a[0] === b[0] && on_tile_cut(mercator_x(b[0]!), zoom)) ||
          (a[1] === b[1] && on_tile_cut(mercator_y(b[1]!), zoom)));
      if (cut) {
        if (part.length > 1) out.push(part);
        part = [];
      }
      part.push(b);
    }
    if (part.length > 1) out.push(part);
    return out;
  });
}

/** One style layer per kind of thing is enough to ask: casings and outlines repeat the geometry. */
function layers_to_ask(map: MapLibre): string[] {
  const seen = new Set<string>();
  const out: string[] = [];
  for (const id of map.getLayersOrder()) {
    const layer = map.getLayer(id);
    if (!layer || layer.type === "symbol" || layer.type === "background") continue;
    const { source } = layer;
    if (source === "draw:measures" ? id === "draw:measures:dot" || id === "draw:measures:line" : false) {
      out.push(id);
      continue;
    }
    if (source !== "above" && source !== "below" && source !== "street") continue;
    if (id === "street_zone" || id === "street_outline" || id === "district") continue;
    if (/:(casing|crown|outline)$/.test(id)) continue;
    const key = `${source}/${layer.sourceLayer}/${layer.type}/${/:(disused|projected)$/.exec(id)?.[1] ?? ""}`;
    if (seen.has(key)) continue;
    seen.add(key);
    out.push(id);
  }
  return out;
}

/** The style is asked at most once in this time: a pointer moves sixty times a second. */
const remembered_ms = 1000;
const remembered = new WeakMap<MapLibre, { at_ms: number; layers: string[] }>();

function layers_now(map: MapLibre): string[] {
  const now_ms = performance.now();
  const before = remembered.get(map);
  if (before && now_ms - before.at_ms <= remembered_ms) return before.layers;
  const layers = layers_to_ask(map);
  remembered.set(map, { at_ms: now_ms, layers });
  return layers;
}

const most_things = 60;

/** What can be snapped to near a place on the screen, as drawn there: things, kerbs, parcels, axes, other measures. */
export function snap_candidates(map: MapLibre, x: number, y: number, reach_px: number): SnapLine[] {
  let found: MapGeoJSONFeature[];
  try {
    found = map.queryRenderedFeatures(
      [
        [x - reach_px, y - reach_px],
        [x + reach_px, y + reach_px],
      ],
      { layers: layers_now(map) },
    );
  } catch {
    // The style is being replaced: nothing to snap to for this moment.
    return [];
  }
  return found.slice(0, most_things).flatMap((feature) => {
    const layer =
      feature.source === "draw:measures"
        ? "measure"
        : feature.source === "street"
          ? "street"
          : feature.sourceLayer;
    const zoom = feature.source === "draw:measures" ? null : (feature as unknown as { _z?: number })._z;
    return real_lines(feature.geometry, zoom ?? null).map((line) => ({
      layer: layer ?? "",
      wgs84: line,
      px: line.map((position) => {
        const p = map.project(position as [number, number]);
        return [p.x, p.y] as const;
      }),
    }));
  });
}
