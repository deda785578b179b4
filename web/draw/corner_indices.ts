import { nearest_on, type Xy } from "./plane.ts";

/**
 * Which points of a line in a plane (metres) are its corners: the ends, and every point without which the
 * line would lie further than `tolerance_m` from it (Douglas and Peucker). All of two points or fewer.
 */
export function corner_indices(points: readonly Xy[], tolerance_m: number): number[] {
  if (points.length < 3) return points.map((_, i) => i);
  const kept = new Set([0, points.length - 1]);
  // A stack instead of a recursion: a long stroke must not run out of one.
  const parts: [number, number][] = [[0, points.length - 1]];
  for (let part = parts.pop(); part; part = parts.pop()) {
    const [first, last] = part;
    let furthest = { index: -1, away_m: tolerance_m };
    for (let i = first + 1; i < last; i += 1) {
      const { away } = nearest_on(points[i]!, points[first]!, points[last]!);
      if (away > furthest.away_m) furthest = { index: i, away_m: away };
    }
    if (furthest.index < 0) continue;
    kept.add(furthest.index);
    parts.push([first, furthest.index], [furthest.index, last]);
  }
  return [...kept].sort((a, b) => a - b);
}
