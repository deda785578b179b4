import type { Feature, FeatureCollection } from "geojson";
import type { Finding, Feature as StoredFeature, Thing } from "../client.ts";
import { bounds_of } from "../map/bounds.ts";

export const nothing: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Below this length a stretch would be a speck, or nothing at all where two axes cross: it is shown as a spot too. */
const spot_below_m = 5;

function stretch_features({ stretch, stretch_m, verdict }: Finding): Feature[] {
  const bounds = bounds_of([stretch]);
  if (!stretch || !bounds) return [];
  const properties = { part: "stretch", verdict };
  const middle = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
  return [
    { type: "Feature", geometry: stretch, properties },
    ...(stretch_m < spot_below_m
      ? [{ type: "Feature" as const, geometry: { type: "Point" as const, coordinates: middle }, properties }]
      : []),
  ];
}

/** What the map draws of a finding: both things (where they may be seen) and the stretch. */
export function finding_highlight(
  finding: Finding,
  colour_of: (layer: string) => string | undefined,
): FeatureCollection {
  const thing = (part: "a" | "b", { geometry, layer }: Thing) =>
    geometry
      ? [
          {
            type: "Feature" as const,
            geometry,
            properties: { part, layer, colour: colour_of(layer) ?? null },
          },
        ]
      : [];
  return {
    type: "FeatureCollection",
    features: [...stretch_features(finding), ...thing("a", finding.a), ...thing("b", finding.b)],
  };
}

/** What the map draws of one chosen feature. */
export const feature_highlight = (
  { geometry, layer }: StoredFeature,
  colour_of: (layer: string) => string | undefined,
): FeatureCollection => ({
  type: "FeatureCollection",
  features: geometry
    ? [{ type: "Feature", geometry, properties: { part: "a", layer, colour: colour_of(layer) ?? null } }]
    : [],
});
