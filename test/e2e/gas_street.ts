import type { LonLat } from "./map_place.ts";

interface Line {
  readonly type: string;
  readonly coordinates: readonly (readonly number[])[];
}

const radian = Math.PI / 180;
const m_per_deg = (lat: number) => [111_320 * Math.cos(lat * radian), 111_250] as const;

/** How far a pipe may stray from the straight line beside which the row is drawn. */
const bend_m = 0.2;

/** Where a line first runs straight for so long: its beginning and direction; null where it never does. */
export function straight_part(
  line: readonly LonLat[],
  length_m: number,
): { a: LonLat; unit: readonly [number, number] } | null {
  for (const [i, a] of line.entries()) {
    const [ex, ny] = m_per_deg(a[1]);
    const xy = line.slice(i).map(([lon, lat]) => [(lon - a[0]) * ex, (lat - a[1]) * ny] as const);
    const end = xy.find(([x, y]) => Math.hypot(x, y) >= length_m);
    if (!end) return null;
    const far = Math.hypot(...end);
    const unit = [end[0] / far, end[1] / far] as const;
    const between = xy.slice(0, xy.indexOf(end));
    if (between.every(([x, y]) => Math.abs(x * unit[1] - y * unit[0]) <= bend_m)) return { a, unit };
  }
  return null;
}

/** A place by metres along a straight part of a line, and metres to the left of it. */
export const place_along =
  ({ a, unit }: NonNullable<ReturnType<typeof straight_part>>) =>
  (along_m: number, left_m: number): LonLat => {
    const [ex, ny] = m_per_deg(a[1]);
    return [
      a[0] + (unit[0] * along_m - unit[1] * left_m) / ex,
      a[1] + (unit[1] * along_m + unit[0] * left_m) / ny,
    ];
  };

/**
 * A straight piece of a low-pressure gas pipe in a street of the product's demo district, and a line beside
 * it: both ends of the row at `beside_m` from the pipe's axis.
 */
export async function beside_gas(
  url: string,
  beside_m: number,
  length_m: number,
): Promise<{ from: LonLat; to: LonLat; middle: LonLat; unit: readonly [number, number] }> {
  const get = async <T>(path: string) => (await (await fetch(`${url}/api/v1${path}`)).json()) as T;
  const { streets } = await get<{ streets: { id: string; length_m: number }[] }>("/streets?limit=100");
  for (const street of streets.toSorted((a, b) => b.length_m - a.length_m)) {
    const { features } = await get<{ features: { geometry: Line; status: string }[] }>(
      `/streets/${encodeURIComponent(street.id)}/features?layer=gas_low&limit=200`,
    );
    for (const { geometry, status } of features) {
      if (geometry.type !== "LineString" || status !== "in_use") continue;
      const found = straight_part(geometry.coordinates as readonly LonLat[], length_m);
      if (!found) continue;
      const place = place_along(found);
      const at = (along_m: number) => place(along_m, beside_m);
      return { from: at(0), to: at(length_m), middle: at(length_m / 2), unit: found.unit };
    }
  }
  throw new Error(`Expected a straight gas pipe of ${length_m} m in the demo district, found none`);
}
