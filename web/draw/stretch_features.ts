import type { Feature } from "geojson";
import type { Finding } from "../client.ts";
import { bounds_of } from "../map/bounds.ts";

/** More stretches than this say no more on a map. */
const most_stretches = 200;
const spot_below_m = 5;

/** The stretches in conflict as the map draws them; short ones also as a spot, or they would be a speck. */
export function stretch_features(findings: readonly Finding[]): Feature[] {
  return findings
    .filter(({ kind, verdict }) => kind === "conflict" && verdict !== "clear")
    .slice(0, most_stretches)
    .flatMap(({ stretch, stretch_m, verdict, id }): Feature[] => {
      const bounds = bounds_of([stretch]);
      if (!stretch || !bounds) return [];
      const properties = { verdict, finding: id };
      const middle = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
      return [
        { type: "Feature", geometry: stretch, properties },
        ...(stretch_m < spot_below_m
          ? [
              {
                type: "Feature" as const,
                geometry: { type: "Point" as const, coordinates: middle },
                properties,
              },
            ]
          : []),
      ];
    });
}
