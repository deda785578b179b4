import type { Position } from "geojson";

/** A typed place: WGS 84 degrees at once, or metres of a system that the server knows. */
export type TypedPlace = { readonly wgs84: Position } | { readonly metres: readonly [x: number, y: number] };

/** Belgium and the Netherlands with a margin: a pair of degrees elsewhere is a slip. */
const inside = (lon: number, lat: number) => lon > 2 && lon < 8 && lat > 49 && lat < 54;

/** Numbers of more than a circle are no degrees. */
const most_degrees = 360;

/**
 * A typed place: degrees in WGS 84, "51.15012, 4.65034" in either order, or metres, east before north,
 * "181896.92, 203683.18". Decimal points or commas; with commas the two are parted by a semicolon or a
 * space. Null where it is no place.
 */
export function parse_position(text: string): TypedPlace | null {
  const parts = text.includes(";")
    ? text.split(";").map((part) => part.replace(",", "."))
    : /^\s*-?\d+,\d+\s+-?\d+,\d+\s*$/.test(text)
      ? text
          .trim()
          .split(/\s+/)
          .map((part) => part.replace(",", "."))
      : text.trim().split(/\s*,\s*|\s+/);
  if (parts.length !== 2) return null;
  const [a, b] = parts.map((part) => (/^\s*-?\d+(\.\d+)?\s*$/.test(part) ? Number(part) : Number.NaN)) as [
    number,
    number,
  ];
  if (inside(a, b)) return { wgs84: [a, b] };
  if (inside(b, a)) return { wgs84: [b, a] };
  return Math.abs(a) > most_degrees && Math.abs(b) > most_degrees ? { metres: [a, b] } : null;
}
