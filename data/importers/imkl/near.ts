import type { Coords } from "../ewkb.ts";
import type { DepthDetail } from "./model.ts";

/** Depth points are snapped to the line they belong to; this allows for rounding to millimetres. */
const SNAP_M = 0.01;

/** Depth points of each network that no reference ties to an object, ordered by x. */
export class LooseDepths {
  private readonly by_network = new Map<string, { x: number; y: number; detail: DepthDetail }[]>();
  readonly count: number;
  private readonly tied = new Set<DepthDetail>();

  constructor(details: readonly DepthDetail[]) {
    this.count = details.length;
    for (const detail of details) {
      const points = detail.point?.parts.points;
      if (!points || points.length < 2 || detail.network === null) continue;
      const list = this.by_network.get(detail.network) ?? [];
      list.push({ x: points[0]!, y: points[1]!, detail });
      this.by_network.set(detail.network, list);
    }
    for (const list of this.by_network.values()) list.sort((a, b) => a.x - b.x);
  }

  /** Points that lie on nothing, so far. */
  get untied(): number {
    return this.count - this.tied.size;
  }

  /** The depths that lie on one of `lines` (flat, metres, within 1 cm) of the same network. */
  on(lines: readonly Coords[], network: string | null): DepthDetail[] {
    const list = this.by_network.get(network ?? "");
    if (!list) return [];
    const found = new Set<DepthDetail>();
    for (const line of lines) {
      for (let i = 0; i + 3 < line.length; i += 2) {
        const [ax, ay, bx, by] = [line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!];
        const until = Math.max(ax, bx) + SNAP_M;
        for (let k = first_from(list, Math.min(ax, bx) - SNAP_M); k < list.length && list[k]!.x <= until; k++)
          if (distance(list[k]!.x, list[k]!.y, ax, ay, bx, by) <= SNAP_M) found.add(list[k]!.detail);
      }
    }
    for (const detail of found) this.tied.add(detail);
    return [...found];
  }
}

/** Whether any position of `lines`, or the middle of a stretch, lies in one of `areas` (flat rings, outer first). */
export function touches(lines: readonly Coords[], areas: readonly (readonly Coords[])[]): boolean {
  return lines.some((line) => {
    for (let i = 0; i + 1 < line.length; i += 2) {
      const x = line[i]!;
      const y = line[i + 1]!;
      if (areas.some((rings) => contains(rings, x, y))) return true;
      if (i + 3 < line.length) {
        const middle_x = (x + line[i + 2]!) / 2;
        const middle_y = (y + line[i + 3]!) / 2;
        if (areas.some((rings) => contains(rings, middle_x, middle_y))) return true;
      }
    }
    return false;
  });
}

function contains(rings: readonly Coords[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings)
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[i + 2]!, ring[i + 3]!];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  return inside;
}

function first_from(list: readonly { readonly x: number }[], x: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.x < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function distance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
