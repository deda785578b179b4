import type { Geometry, LineString, Position } from "geojson";
import { plane_at, type Xy } from "./plane.ts";
import { split_area, split_line } from "./shape_edit.ts";

/** Where two lines of a plane first cross; null where they do not. */
function meeting(one: readonly Xy[], two: readonly Xy[]): Xy | null {
  for (let i = 1; i < one.length; i += 1) {
    for (let j = 1; j < two.length; j += 1) {
      const [a, b, c, d] = [one[i - 1]!, one[i]!, two[j - 1]!, two[j]!];
      const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
      const cross = rx * sy - ry * sx;
      if (Math.abs(cross) < 1e-12) continue;
      const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
      const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
      if (t >= 0 && t <= 1 && u >= 0 && u <= 1) return [a[0] + t * rx, a[1] + t * ry];
    }
  }
  return null;
}

/** A line or area cut in two by a drawn line; null where the knife misses it. An area is cut along the knife's ends. */
export function cut_by(geometry: Geometry, knife: LineString): [Geometry, Geometry] | null {
  const [from, to] = [knife.coordinates[0], knife.coordinates.at(-1)] as [Position, Position];
  if (geometry.type === "Polygon") return split_area(geometry, from, to);
  if (geometry.type !== "LineString") return null;
  const plane = plane_at(from);
  const at = meeting(geometry.coordinates.map(plane.to), knife.coordinates.map(plane.to));
  return at ? split_line(geometry, plane.from(at)) : null;
}
