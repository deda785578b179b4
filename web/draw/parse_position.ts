import type { Position } from "geojson";

/** Belgium and the Netherlands with a margin: a number pair elsewhere is a slip. */
const inside = (lon: number, lat: number) => lon > 2 && lon < 8 && lat > 49 && lat < 54;

/**
 * A typed place as [longitude, latitude] in WGS 84 degrees: "51.15012, 4.65034" in either order, with
 * decimal points or commas (then parted by a semicolon or space). Null where it is not one.
 */
export function parse_position(text: string): Position | null {
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
  if (inside(a, b)) return [a, b];
  if (inside(b, a)) return [b, a];
  return null;
}
