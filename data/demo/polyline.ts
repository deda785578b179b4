import type { Xy } from "./ground.ts";

/** Length of a polyline in its own units; 0 for fewer than two points. */
export function polyline_length(points: readonly Xy[]): number {
  let sum = 0;
  for (let i = 1; i < points.length; i++) sum += distance(points[i - 1]!, points[i]!);
  return sum;
}

export function distance(a: Xy, b: Xy): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** The place on a polyline nearest to `to`, its distance, and the index of the piece that it lies on. */
export function nearest_on(points: readonly Xy[], to: Xy): { place: Xy; distance: number; piece: number } {
  let best = { place: points[0]!, distance: distance(points[0]!, to), piece: 0 };
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const squared = dx * dx + dy * dy;
    const along =
      squared === 0 ? 0 : Math.min(1, Math.max(0, ((to[0] - a[0]) * dx + (to[1] - a[1]) * dy) / squared));
    const place: Xy = [a[0] + along * dx, a[1] + along * dy];
    const d = distance(place, to);
    if (d < best.distance) best = { place, distance: d, piece: i - 1 };
  }
  return best;
}

/** Where pieces a–b and c–d cross, and how far along each (0 to 1); null where they do not, or run side by side. */
export function crossing_of(
  a: Xy,
  b: Xy,
  c: Xy,
  d: Xy,
): { place: Xy; along: number; along_other: number } | null {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-12) return null;
  const along = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const along_other = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  if (along < 0 || along > 1 || along_other < 0 || along_other > 1) return null;
  return { place: [a[0] + along * rx, a[1] + along * ry], along, along_other };
}
