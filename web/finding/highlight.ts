import type { FeatureCollection } from "geojson";
import type { Finding, Feature as StraatlagenFeature, Thing } from "../client.ts";

export const nothing: FeatureCollection = { type: "FeatureCollection", features: [] };

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
    features: [
      ...(finding.stretch
        ? [
            {
              type: "Feature" as const,
              geometry: finding.stretch,
              properties: { part: "stretch", verdict: finding.verdict },
            },
          ]
        : []),
      ...thing("a", finding.a),
      ...thing("b", finding.b),
    ],
  };
}

/** What the map draws of one chosen feature. */
export const feature_highlight = (
  { geometry, layer }: StraatlagenFeature,
  colour_of: (layer: string) => string | undefined,
): FeatureCollection => ({
  type: "FeatureCollection",
  features: geometry
    ? [{ type: "Feature", geometry, properties: { part: "a", layer, colour: colour_of(layer) ?? null } }]
    : [],
});
