import type { Coords, Parts } from "./ewkb.ts";

/** The parts with x and y of every coordinate changed. */
export function swapped(parts: Parts): Parts {
  const swap = (coords: Coords): Float64Array => {
    const out = new Float64Array(coords.length);
    for (let i = 0; i + 1 < coords.length; i += 2) {
      out[i] = coords[i + 1]!;
      out[i + 1] = coords[i]!;
    }
    return out;
  };
  return {
    points: swap(parts.points),
    lines: parts.lines.map(swap),
    areas: parts.areas.map((rings) => rings.map(swap)),
  };
}

/** Parts that exist in plan: a wall of a 3D model has no area there, a vertical pipe no length. */
export function usable(parts: Parts): Parts {
  return {
    points: parts.points,
    lines: parts.lines.every(has_length) ? parts.lines : parts.lines.filter(has_length),
    areas: parts.areas.every(has_area) ? parts.areas : parts.areas.filter(has_area),
  };
}

function has_length(coords: Coords): boolean {
  for (let i = 2; i + 1 < coords.length; i += 2)
    if (coords[i] !== coords[0] || coords[i + 1] !== coords[1]) return true;
  return false;
}

function has_area(rings: readonly Coords[]): boolean {
  const ring = rings[0];
  if (!ring || ring.length < 8) return false;
  let twice = 0;
  let extent = 0;
  for (let i = 2; i + 3 < ring.length; i += 2) {
    // Relative to the first corner, or six-digit coordinates leave an area of rounding errors.
    const [ax, ay] = [ring[i]! - ring[0]!, ring[i + 1]! - ring[1]!];
    const [bx, by] = [ring[i + 2]! - ring[0]!, ring[i + 3]! - ring[1]!];
    twice += ax * by - bx * ay;
    extent = Math.max(extent, Math.abs(ax), Math.abs(ay), Math.abs(bx), Math.abs(by));
  }
  return Math.abs(twice) > 1e-9 * extent * extent;
}

/** "line and area": what kinds of geometry there are, empty for none. */
export function kinds_of(parts: Parts): string {
  const kinds: string[] = [];
  if (parts.points.length > 0) kinds.push("point");
  if (parts.lines.length > 0) kinds.push("line");
  if (parts.areas.length > 0) kinds.push("area");
  return kinds.join(" and ");
}
