import { box_of, type Edges, near_box } from "./edges.ts";
import type { StreetFrame } from "./street_frame.ts";

/**
 * Where rings cut the line across the middle of each cell: the stretches aside that lie inside, as from, to,
 * from, to … in order. No entry for cells that the rings' box is further from than `aside_m`.
 */
export function cuts_by_cell(rings: Edges, frame: StreetFrame, aside_m: number): Map<number, number[]> {
  const out = new Map<number, number[]>();
  const box = box_of(rings);
  const [middle_x, middle_y] = [(box.west + box.east) / 2, (box.south + box.north) / 2];
  const [half_x, half_y] = [(box.east - box.west) / 2, (box.north - box.south) / 2];
  for (let cell = 0; cell < frame.cells; cell++) {
    const [x, y] = [frame.xs[2 * cell + 1]!, frame.ys[2 * cell + 1]!];
    if (!near_box(box, x, y, aside_m)) continue;
    const { tx, ty } = frame.stations[2 * cell + 1]!;
    const ahead = Math.abs((middle_x - x) * tx + (middle_y - y) * ty);
    if (ahead > half_x * Math.abs(tx) + half_y * Math.abs(ty) + 1e-6) continue;
    const cuts: number[] = [];
    // All of them, also far ones: whether a place is inside depends on how many were passed.
    for (let k = 0; k < rings.length; k += 4) {
      const x1 = rings[k]! - x;
      const y1 = rings[k + 1]! - y;
      const x2 = rings[k + 2]! - x;
      const y2 = rings[k + 3]! - y;
      const a1 = x1 * tx + y1 * ty;
      const a2 = x2 * tx + y2 * ty;
      if (a1 < 0 === a2 < 0) continue;
      const b1 = y1 * tx - x1 * ty;
      cuts.push(b1 + ((y2 * tx - x2 * ty - b1) * -a1) / (a2 - a1));
    }
    if (cuts.length > 0)
      out.set(
        cell,
        cuts.sort((one, other) => one - other),
      );
  }
  return out;
}
