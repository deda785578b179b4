import type { Geometry, Position } from "geojson";
import type { MeasureType } from "../../data/catalog/types.ts";
import type { Brush } from "./draw_map.ts";

/** The tool in hand. */
export interface Tool {
  readonly type: MeasureType;
  readonly brush: Brush;
  /** The line follows the street at this distance from its axis; null inside: as far as one begins. */
  readonly follow: { readonly offset_m: number | null } | null;
  /** Pressing and moving draws by hand; a press alone sets a point, as ever. */
  readonly hand: boolean;
  /** The measure that the drawn line cuts in two. */
  readonly cut?: string;
}

export const brushes_of = (type: MeasureType): readonly Brush[] =>
  type.geometry === "point" ? ["point"] : type.geometry === "line" ? ["line"] : ["polygon", "rectangle"];

/** The last point that was really set: a line in the making ends under the pointer. */
export function last_set(geometry: Geometry): Position | null {
  if (geometry.type === "LineString") return geometry.coordinates.at(-2) ?? null;
  if (geometry.type === "Polygon") return geometry.coordinates[0]!.at(-3) ?? null;
  return null;
}

/** So many points make a shape of this brush. */
export const least_points: Readonly<Record<Brush, number>> = {
  point: 1,
  line: 2,
  polygon: 3,
  rectangle: 3,
};
