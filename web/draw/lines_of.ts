import type { Geometry, Position } from "geojson";

/** The lines, outlines and points of a geometry as lines; a point is a line from itself to itself. */
export function lines_of(geometry: Geometry): readonly (readonly Position[])[] {
  switch (geometry.type) {
    case "Point":
      return [[geometry.coordinates, geometry.coordinates]];
    case "MultiPoint":
      return geometry.coordinates.map((position) => [position, position]);
    case "LineString":
      return [geometry.coordinates];
    case "MultiLineString":
    case "Polygon":
      return geometry.coordinates;
    case "MultiPolygon":
      return geometry.coordinates.flat();
    default:
      return [];
  }
}
