import type { Geometry } from "geojson";

/** A geometry in one part. */
export type Part = Extract<Geometry, { type: "Point" | "LineString" | "Polygon" }>;

/** The parts of a geometry; none of a collection. */
export function parts(geometry: Geometry): Part[] {
  switch (geometry.type) {
    case "Point":
    case "LineString":
    case "Polygon":
      return [geometry];
    case "MultiPoint":
      return geometry.coordinates.map((coordinates) => ({ type: "Point", coordinates }));
    case "MultiLineString":
      return geometry.coordinates.map((coordinates) => ({ type: "LineString", coordinates }));
    case "MultiPolygon":
      return geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
    default:
      return [];
  }
}

/** Parts as one geometry of the type that they came from. */
export const together = (type: Geometry["type"], of: readonly Part[]): Geometry =>
  (type.startsWith("Multi")
    ? { type, coordinates: of.map(({ coordinates }) => coordinates) }
    : of[0]) as Geometry;
