import { type DrawnFeature, distance_m, inside } from "./read_demo.ts";

/** How deep inside an area a place lies; 0 outside. */
export function depth_m(area: DrawnFeature, x: number, y: number): number {
  if (!inside(area.shape.parts, x, y)) return 0;
  return Math.min(...area.shape.parts.map((ring) => distance_m(ring, x, y)));
}

export function length_m(line: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i + 3 < line.length; i += 2)
    sum += Math.hypot(line[i + 2]! - line[i]!, line[i + 3]! - line[i + 1]!);
  return sum;
}

/** Places along a line every `step_m`, each with the unit direction there. */
export function* samples(
  line: readonly number[],
  step_m: number,
): Iterable<[number, number, number, number]> {
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [ax, ay, bx, by] = [line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!];
    const run_m = Math.hypot(bx - ax, by - ay);
    for (let s = 0; s < run_m; s += step_m)
      yield [
        ax + ((bx - ax) * s) / run_m,
        ay + ((by - ay) * s) / run_m,
        (bx - ax) / run_m,
        (by - ay) / run_m,
      ];
  }
}

export function area_m2(ring: readonly number[]): number {
  let twice = 0;
  for (let i = 0; i + 3 < ring.length; i += 2)
    twice +=
      (ring[i]! - ring[0]!) * (ring[i + 3]! - ring[1]!) -
      (ring[i + 2]! - ring[0]!) * (ring[i + 1]! - ring[1]!);
  return twice / 2;
}

export function self_crossing(ring: readonly number[]): boolean {
  const count = ring.length / 2 - 1;
  const side = (a: number, b: number, c: number): number =>
    (ring[b * 2]! - ring[a * 2]!) * (ring[c * 2 + 1]! - ring[a * 2 + 1]!) -
    (ring[b * 2 + 1]! - ring[a * 2 + 1]!) * (ring[c * 2]! - ring[a * 2]!);
  for (let i = 0; i < count; i++)
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      if (side(i, i + 1, j) * side(i, i + 1, j + 1) <= 0 && side(j, j + 1, i) * side(j, j + 1, i + 1) <= 0) {
        // Collinear pieces of a straight edge lie apart: only a shared place counts.
        const apart =
          Math.max(ring[i * 2]!, ring[i * 2 + 2]!) < Math.min(ring[j * 2]!, ring[j * 2 + 2]!) ||
          Math.max(ring[j * 2]!, ring[j * 2 + 2]!) < Math.min(ring[i * 2]!, ring[i * 2 + 2]!) ||
          Math.max(ring[i * 2 + 1]!, ring[i * 2 + 3]!) < Math.min(ring[j * 2 + 1]!, ring[j * 2 + 3]!) ||
          Math.max(ring[j * 2 + 1]!, ring[j * 2 + 3]!) < Math.min(ring[i * 2 + 1]!, ring[i * 2 + 3]!);
        if (!apart) return true;
      }
    }
  return false;
}

/** Number of connected pieces of a graph given by its edges. */
export function components(edges: readonly (readonly [string, string])[]): number {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    while ((parent.get(at) ?? at) !== at) at = parent.get(at)!;
    parent.set(id, at);
    return at;
  };
  for (const [a, b] of edges) parent.set(root(a), root(b));
  return new Set([...parent.keys()].map(root)).size;
}
