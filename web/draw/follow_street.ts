import type { LineString, MultiLineString, Position } from "geojson";
import { distance_m, nearest_on, type Plane, plane_at, type Xy } from "./plane.ts";
import { offset_points } from "./shape_edit.ts";

/** Ends of an axis nearer than this belong together: tiles and segments are cut and rounded. */
const joint_m = 0.5;

/** Pieces of an axis strung together where their ends meet; the longest chain first. */
export function chains(lines: readonly (readonly Xy[])[]): Xy[][] {
  const left = lines.filter((line) => line.length > 1).map((line) => [...line]);
  const out: Xy[][] = [];
  while (left.length > 0) {
    let chain = left.pop()!;
    for (let grown = true; grown; ) {
      grown = false;
      for (const [i, line] of left.entries()) {
        const [start, end] = [chain[0]!, chain.at(-1)!];
        const [a, b] = [line[0]!, line.at(-1)!];
        if (distance_m(end, a) < joint_m) chain = [...chain, ...line.slice(1)];
        else if (distance_m(end, b) < joint_m) chain = [...chain, ...line.toReversed().slice(1)];
        else if (distance_m(start, b) < joint_m) chain = [...line.slice(0, -1), ...chain];
        else if (distance_m(start, a) < joint_m) chain = [...line.toReversed().slice(0, -1), ...chain];
        else continue;
        left.splice(i, 1);
        grown = true;
        break;
      }
    }
    out.push(chain);
  }
  return out.sort((a, b) => length_m(b) - length_m(a));
}

const length_m = (line: readonly Xy[]) =>
  line.slice(1).reduce((sum, p, i) => sum + distance_m(line[i]!, p), 0);

interface Foot {
  readonly along_m: number;
  readonly away_m: number;
  /** Positive left of the line's direction. */
  readonly side_m: number;
}

function foot_on(line: readonly Xy[], p: Xy): Foot {
  let best: Foot = { along_m: 0, away_m: Infinity, side_m: 0 };
  let before_m = 0;
  for (let i = 1; i < line.length; i += 1) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const piece_m = distance_m(a, b);
    const { share, away } = nearest_on(p, a, b);
    if (away < best.away_m) {
      const cross = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
      best = { along_m: before_m + share * piece_m, away_m: away, side_m: Math.sign(cross) * away };
    }
    before_m += piece_m;
  }
  return best;
}

/** The part of a line between two distances along it; turned round where the second is smaller. */
function part_of(line: readonly Xy[], from_m: number, to_m: number): Xy[] {
  const [low_m, high_m] = [Math.min(from_m, to_m), Math.max(from_m, to_m)];
  const out: Xy[] = [];
  let before_m = 0;
  for (let i = 1; i < line.length; i += 1) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const piece_m = distance_m(a, b);
    const at = (along_m: number): Xy => {
      const t = piece_m === 0 ? 0 : (along_m - before_m) / piece_m;
      return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
    };
    if (out.length === 0 && low_m <= before_m + piece_m) out.push(at(Math.max(low_m, before_m)));
    if (out.length > 0) {
      if (high_m <= before_m + piece_m) {
        out.push(at(high_m));
        break;
      }
      out.push(b);
    }
    before_m += piece_m;
  }
  return from_m <= to_m ? out : out.reverse();
}

/**
 * A line beside a street's axis from the place nearest to `from` to the place nearest to `to`, `offset_m`
 * to the side on which `from` lies (null: as far from the axis as `from` is). WGS 84; null where the
 * axis is empty or the two places are the same.
 */
export function follow_street(
  axis: LineString | MultiLineString,
  from: Position,
  to: Position,
  offset_m: number | null,
): LineString | null {
  const plane: Plane = plane_at(from);
  const pieces = (axis.type === "LineString" ? [axis.coordinates] : axis.coordinates).map((line) =>
    line.map(plane.to),
  );
  const [start, end] = [plane.to(from), plane.to(to)];
  let best: { line: Xy[]; a: Foot; b: Foot } | null = null;
  for (const line of chains(pieces)) {
    const [a, b] = [foot_on(line, start), foot_on(line, end)];
    if (!best || a.away_m + b.away_m < best.a.away_m + best.b.away_m) best = { line, a, b };
  }
  if (!best || Math.abs(best.a.along_m - best.b.along_m) < 0.05) return null;
  const { line, a, b } = best;
  const forward = a.along_m <= b.along_m;
  const side = offset_m === null ? a.side_m : (a.side_m < 0 ? -1 : 1) * offset_m;
  const beside = offset_points(part_of(line, a.along_m, b.along_m), forward ? side : -side);
  return beside.length < 2 ? null : { type: "LineString", coordinates: beside.map(plane.from) };
}
