import type { Edges } from "./edges.ts";
import { nearest_station } from "./nearby_stations.ts";
import { local, type StreetFrame } from "./street_frame.ts";
import type { Xy } from "./types.ts";

/** As the engine: a line at 30 degrees or steeper to the route crosses it, a flatter one runs along. */
const STEEP = Math.tan(Math.PI / 6);

/** A stretch of an obstacle's line that runs along the route or across it. */
export interface Run {
  readonly lie: "along" | "across";
  readonly edges: Edges;
  /** The reach of a run across, to the left positive. */
  readonly from_aside_m: number;
  readonly to_aside_m: number;
}

/** Splits a line where it turns from running along the route to crossing it. Pieces away from the route are left out. */
export function split_runs(line: readonly Xy[], frame: StreetFrame, width_m: number): Run[] {
  const runs: { lie: Run["lie"]; edges: number[]; from: number; to: number }[] = [];
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1]!, line[i]!];
    // Within one piece the route may turn: it is looked at station by station.
    for (const piece of pieces(from, to)) {
      const seen = aside_of(piece, frame, width_m);
      if (!seen) continue;
      const last = runs.at(-1);
      const goes_on =
        last?.lie === seen.lie && last.edges.at(-2) === piece[0] && last.edges.at(-1) === piece[1];
      if (goes_on) {
        last.edges.push(...piece);
        last.from = Math.min(last.from, seen.from);
        last.to = Math.max(last.to, seen.to);
      } else runs.push({ lie: seen.lie, edges: [...piece], from: seen.from, to: seen.to });
    }
  }
  return runs.map(({ lie, edges, from, to }) => ({
    lie,
    edges: Float64Array.from(edges),
    from_aside_m: from,
    to_aside_m: to,
  }));
}

const PIECE_M = 10;

type Piece = readonly [x1: number, y1: number, x2: number, y2: number];

/** A straight line in equal pieces of at most `PIECE_M`. */
function pieces(from: Xy, to: Xy): Piece[] {
  const count = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / PIECE_M));
  const out: Piece[] = [];
  let [x1, y1] = from;
  for (let k = 1; k <= count; k++) {
    const x2 = k === count ? to[0] : from[0] + ((to[0] - from[0]) * k) / count;
    const y2 = k === count ? to[1] : from[1] + ((to[1] - from[1]) * k) / count;
    out.push([x1, y1, x2, y2]);
    [x1, y1] = [x2, y2];
  }
  return out;
}

function aside_of(
  piece: Piece,
  frame: StreetFrame,
  width_m: number,
): { lie: Run["lie"]; from: number; to: number } | null {
  const [x, y] = [(piece[0] + piece[2]) / 2, (piece[1] + piece[3]) / 2];
  const at = frame.stations[nearest_station(frame, x, y)]!;
  if (Math.hypot(at.x - x, at.y - y) > width_m + PIECE_M) return null;
  const [a1, b1] = local(at, piece[0], piece[1]);
  const [a2, b2] = local(at, piece[2], piece[3]);
  return {
    lie: Math.abs(b2 - b1) >= STEEP * Math.abs(a2 - a1) ? "across" : "along",
    from: Math.min(b1, b2),
    to: Math.max(b1, b2),
  };
}
