import { box_of, type Edges, near_box } from "./edges.ts";
import type { StreetFrame } from "./street_frame.ts";

/** So many pieces of a ring, one behind the other, are passed at once where none of them meets the line across. */
const BLOCK = 16;

/** Where a block of pieces lies: its middle, how far it reaches from there, and its pieces. */
interface Block {
  readonly x: number;
  readonly y: number;
  readonly half_x: number;
  readonly half_y: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Where rings cut the line across the middle of each cell: the stretches aside that lie inside, as from, to,
 * from, to … in order. No entry for cells that the rings' box is further from than `aside_m`.
 */
export function cuts_by_cell(
  rings: Float64Array,
  frame: StreetFrame,
  aside_m: number,
): Map<number, number[]> {
  const out = new Map<number, number[]>();
  const box = box_of(rings);
  const whole = block_of(rings, 0, rings.length);
  const blocks: Block[] = [];
  for (let from = 0; from < rings.length; from += 4 * BLOCK)
    blocks.push(block_of(rings, from, Math.min(from + 4 * BLOCK, rings.length)));
  for (let cell = 0; cell < frame.cells; cell++) {
    const [x, y] = [frame.xs[2 * cell + 1]!, frame.ys[2 * cell + 1]!];
    if (!near_box(box, x, y, aside_m)) continue;
    const { tx, ty } = frame.stations[2 * cell + 1]!;
    if (misses(whole, x, y, tx, ty)) continue;
    const cuts: number[] = [];
    // All of them, also far ones: whether a place is inside depends on how many were passed.
    for (const block of blocks) {
      if (blocks.length > 1 && misses(block, x, y, tx, ty)) continue;
      for (let k = block.from; k < block.to; k += 4) {
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
    }
    if (cuts.length > 0)
      out.set(
        cell,
        cuts.sort((one, other) => one - other),
      );
  }
  return out;
}

/** Does a block lie wholly before or behind the line across at a place with this direction? */
function misses(block: Block, x: number, y: number, tx: number, ty: number): boolean {
  const ahead_m = Math.abs((block.x - x) * tx + (block.y - y) * ty);
  return ahead_m > block.half_x * Math.abs(tx) + block.half_y * Math.abs(ty) + 1e-6;
}

function block_of(rings: Edges, from: number, to: number): Block {
  const { west, south, east, north } = box_of(rings, from, to);
  return {
    ...{ x: (west + east) / 2, y: (south + north) / 2 },
    ...{ half_x: (east - west) / 2, half_y: (north - south) / 2, from, to },
  };
}
