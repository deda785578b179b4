import type { Feature, Geometry, Position } from "geojson";

export type ShapeKind = "area" | "line";

const wanted: Readonly<Record<ShapeKind, readonly string[]>> = {
  area: ["Polygon", "MultiPolygon"],
  line: ["LineString", "MultiLineString"],
};

/** Every plain geometry in a GeoJSON text's value, whatever it is wrapped in; anything else gives none. */
function geometries(value: unknown): Geometry[] {
  const { type, features, geometry, geometries: parts } = (value ?? {}) as Record<string, unknown>;
  if (type === "FeatureCollection" && Array.isArray(features)) return features.flatMap(geometries);
  if (type === "Feature") return geometries((value as Feature).geometry ?? geometry);
  if (type === "GeometryCollection" && Array.isArray(parts)) return parts.flatMap(geometries);
  return typeof type === "string" && "coordinates" in (value as object) ? [value as Geometry] : [];
}

/** A place in degrees; metres of a national system are far outside. Heights are dropped. */
const position = (value: unknown): Position | null => {
  const [lon, lat] = Array.isArray(value) ? (value as unknown[]) : [];
  return typeof lon === "number" && typeof lat === "number" && Math.abs(lon) <= 180 && Math.abs(lat) <= 90
    ? [lon, lat]
    : null;
};

function flat(value: unknown): unknown {
  if (!Array.isArray(value)) throw new TypeError("no coordinates");
  if (value.every(Array.isArray)) return value.map(flat);
  const place = position(value);
  if (!place) throw new TypeError("no place in degrees");
  return place;
}

/**
 * The areas or lines of a GeoJSON text (WGS 84) as one geometry: those of the first of `kinds` it has.
 * Null where the text is not GeoJSON, has none of them, or has places that are not degrees.
 */
export function read_shape(text: string, kinds: readonly ShapeKind[]): Geometry | null {
  try {
    const all = geometries(JSON.parse(text));
    for (const kind of kinds) {
      const found = all.filter(({ type }) => wanted[kind].includes(type));
      if (found.length === 0) continue;
      const parts = found.flatMap((geometry): unknown[] => {
        const { type, coordinates } = geometry as { type: string; coordinates: unknown };
        const clean = flat(coordinates);
        return type.startsWith("Multi") ? (clean as unknown[]) : [clean];
      });
      const type = kind === "area" ? "Polygon" : "LineString";
      return (
        parts.length === 1 ? { type, coordinates: parts[0] } : { type: `Multi${type}`, coordinates: parts }
      ) as Geometry;
    }
    return null;
  } catch {
    return null;
  }
}
