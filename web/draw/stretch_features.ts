import type { Feature, Position } from "geojson";
import type { Finding } from "../client.ts";
import { bounds_of } from "../map/bounds.ts";
import { worst_first } from "./live.ts";
import { distance_m, plane_at } from "./plane.ts";

/** More stretches than this say no more on a map. */
const most_stretches = 200;
const spot_below_m = 5;
/** Spots nearer than this to a worse one only make a blot. */
const spot_apart_m = 1;

/** The stretches in conflict as the map draws them, the worst on top; short ones as a spot, or they would be a speck. */
export function stretch_features(findings: readonly Finding[]): Feature[] {
  const spots: Position[] = [];
  const apart = (at: Position) => {
    const plane = plane_at(at);
    return spots.every((other) => distance_m(plane.to(other), [0, 0]) >= spot_apart_m);
  };
  return worst_first(findings.filter(({ kind, verdict }) => kind === "conflict" && verdict !== "clear"))
    .slice(0, most_stretches)
    .flatMap(({ stretch, stretch_m, verdict, id }): Feature[] => {
      const bounds = bounds_of([stretch]);
      if (!stretch || !bounds) return [];
      const properties = { verdict, finding: id };
      if (stretch_m >= spot_below_m) return [{ type: "Feature", geometry: stretch, properties }];
      const middle = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
      const line: Feature[] = stretch_m > 0.3 ? [{ type: "Feature", geometry: stretch, properties }] : [];
      if (!apart(middle)) return line;
      spots.push(middle);
      return [...line, { type: "Feature", geometry: { type: "Point", coordinates: middle }, properties }];
    })
    .reverse();
}
