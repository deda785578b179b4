import type { FeatureIdentifier, MapGeoJSONFeature, Map as MapLibre, Point } from "maplibre-gl";
import { layer_by_id, layer_name } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { getLocale } from "../text/compiled/runtime.js";
import type { Hover } from "../ui/bus.ts";

/** Something under the pointer that can be opened. */
export interface Candidate {
  readonly key: string;
  readonly hover: NonNullable<Hover>;
  readonly layer: string | null;
  readonly verdict: string | null;
  readonly label: string;
  readonly path: string;
}

const reach_px = 5;
/** Before this zoom a click means the street, not one of its cables. */
const feature_zoom = 17;
/** Surfaces are the ground one clicks a street on; they are opened from the lists. */
const is_surface = (layer: string) => {
  const entry = layer_by_id(layer);
  return entry ? !entry.geometry.some((g) => g !== "area") && entry.theme !== "protection" : false;
};

function candidate(feature: MapGeoJSONFeature): Candidate | null {
  const properties = feature.properties as Record<string, string | undefined>;
  if (feature.source === "finding" && properties.finding) {
    const verdict = properties.verdict ?? "unknown";
    return {
      key: `finding/${properties.finding}`,
      hover: { kind: "finding", id: properties.finding },
      layer: null,
      verdict,
      label: m.finding_word(),
      path: `/findings/${properties.finding}`,
    };
  }
  if (feature.source === "street" && properties.street) {
    return {
      key: `street/${properties.street}`,
      hover: { kind: "street", id: properties.street },
      layer: null,
      verdict: null,
      label: properties.name || m.street_nameless(),
      path: `/streets/${encodeURIComponent(properties.street)}`,
    };
  }
  if ((feature.source === "above" || feature.source === "below") && feature.sourceLayer) {
    const layer = feature.sourceLayer;
    if (is_surface(layer) || feature.id === undefined) return null;
    const diameter_m = Number(properties.diameter_m);
    const size = diameter_m > 0 ? ` ø${Math.round(diameter_m * 1000)}` : "";
    return {
      key: `${layer}/${feature.id}`,
      hover: { kind: "feature", layer, id: String(feature.id) },
      layer,
      verdict: null,
      label: `${layer_name(layer, getLocale())}${size}`,
      path: `/features/${layer}/${feature.id}`,
    };
  }
  return null;
}

/** What can be opened near a point of the map: findings first, then things, then the street. Each once. */
export function candidates_at(map: MapLibre, { x, y }: Point): Candidate[] {
  const ids = map.getLayersOrder().filter((id) => {
    const layer = map.getLayer(id);
    if (!layer || layer.type === "symbol" || ["highlight", "section:line"].includes(layer.source))
      return false;
    if (layer.source === "street") return id === "street_zone" || id === "street_axis";
    return layer.type !== "background" && map.getZoom() >= feature_zoom;
  });
  const found = map.queryRenderedFeatures(
    [
      [x - reach_px, y - reach_px],
      [x + reach_px, y + reach_px],
    ],
    { layers: ids },
  );
  const out = new Map<string, Candidate>();
  for (const feature of found) {
    const next = candidate(feature);
    if (next && !out.has(next.key)) out.set(next.key, next);
  }
  const rank = { finding: 0, feature: 1, layer: 2, street: 3 };
  return [...out.values()].sort((a, b) => rank[a.hover.kind] - rank[b.hover.kind]);
}

/** Where MapLibre keeps the state of what is lit; null where there is nothing to light on the map. */
export function interactive_state(lit: NonNullable<Hover>): FeatureIdentifier | null {
  if (lit.kind === "street") return { source: "street", sourceLayer: "street_zone", id: lit.id };
  if (lit.kind === "finding") return { source: "finding", sourceLayer: "finding", id: lit.id };
  if (lit.kind === "feature") {
    const group = layer_by_id(lit.layer)?.group;
    return group ? { source: group, sourceLayer: lit.layer, id: lit.id } : null;
  }
  return null;
}
