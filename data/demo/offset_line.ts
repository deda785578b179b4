import type { Xy } from "./ground.ts";
import { crossing_of, distance, polyline_length } from "./polyline.ts";

/** A corner is mitred until its point lies this many offsets away; beyond that it is cut off. */
const MITRE_LIMIT = 2;

interface Edge {
  readonly from: Xy;
  readonly to: Xy;
  /** Unit direction. */
  readonly dx: number;
  readonly dy: number;
  /** Place in the line, so that neighbours are known after others were dropped. */
  readonly index: number;
}

/**
 * A polyline beside another at `offset_m` (left of its direction positive; metric coordinates), mitred
 * at bends. Pieces on the inside of a bend that the offset swallows are dropped, loops are cut out, so
 * that the result never crosses itself. `before` and `after` are the neighbouring points of a longer
 * line that `points` is a part of: the ends then meet the offsets of the other parts. Null where
 * nothing sensible is left: inside a roundabout, in a line shorter than the offset turns.
 */
export function offset_line(
  points: readonly Xy[],
  offset_m: number,
  before: Xy | null = null,
  after: Xy | null = null,
): Xy[] | null {
  const edges = edges_of_line(points);
  if (edges.length === 0) return null;
  let kept = edges;
  let out: Xy[] = [];
  for (;;) {
    const joints = joints_of(kept, offset_m, before, after);
    // The piece that the offset turns round the most goes first: often it is the only one.
    let worst = -1;
    let worst_m = 1e-6;
    for (const [i, edge] of kept.entries()) {
      const start = joints[i]!.at(-1)!;
      const end = joints[i + 1]![0]!;
      const forward_m = (end[0] - start[0]) * edge.dx + (end[1] - start[1]) * edge.dy;
      if (forward_m < worst_m) [worst, worst_m] = [i, forward_m];
    }
    out = joints.flat();
    if (worst < 0) break;
    kept = kept.filter((_, i) => i !== worst);
    if (kept.length === 0) return null;
  }
  const whole_m = polyline_length(out);
  const free = without_loops(out);
  const free_m = polyline_length(free);
  return free.length < 2 || free_m < 0.5 || free_m < whole_m * 0.6 ? null : free;
}

function edges_of_line(points: readonly Xy[]): Edge[] {
  const out: Edge[] = [];
  let from = points[0];
  for (const to of points.slice(1)) {
    const length_m = distance(from!, to);
    // Doubled points have no direction.
    if (length_m < 0.01) continue;
    out.push({
      from: from!,
      to,
      dx: (to[0] - from![0]) / length_m,
      dy: (to[1] - from![1]) / length_m,
      index: out.length,
    });
    from = to;
  }
  return out;
}

/** Per gap between kept edges (and at both ends) the one or two points that the offset has there. */
function joints_of(kept: readonly Edge[], offset_m: number, before: Xy | null, after: Xy | null): Xy[][] {
  const [first, last] = [kept[0]!, kept[kept.length - 1]!];
  const joints: Xy[][] = [[end_point(first.from, offset_m, before && unit(before, first.from), first)]];
  for (let i = 1; i < kept.length; i++) joints.push(joint(kept[i - 1]!, kept[i]!, offset_m));
  joints.push([end_point(last.to, offset_m, after && unit(last.to, after), last)]);
  return joints;
}

function unit(from: Xy, to: Xy): Xy | null {
  const length_m = distance(from, to);
  return length_m < 0.01 ? null : [(to[0] - from[0]) / length_m, (to[1] - from[1]) / length_m];
}

function beside(place: Xy, dx: number, dy: number, offset_m: number): Xy {
  return [place[0] - dy * offset_m, place[1] + dx * offset_m];
}

/** One point, the same from both sides of the joint: where the two offsets meet, or on the way there. */
function end_point(place: Xy, offset_m: number, neighbour: Xy | null, edge: Edge): Xy {
  if (!neighbour) return beside(place, edge.dx, edge.dy, offset_m);
  const [mx, my] = [edge.dx + neighbour[0], edge.dy + neighbour[1]];
  const length = Math.hypot(mx, my);
  if (length < 0.05) return beside(place, edge.dx, edge.dy, offset_m);
  // Half the sum of two unit directions is the cosine of half the turn.
  return beside(place, mx / length, my / length, offset_m * Math.min(MITRE_LIMIT, 2 / length));
}

function joint(e: Edge, f: Edge, offset_m: number): Xy[] {
  const a = beside(e.to, e.dx, e.dy, offset_m);
  const b = beside(f.from, f.dx, f.dy, offset_m);
  const cross = e.dx * f.dy - e.dy * f.dx;
  if (Math.abs(cross) < 1e-4) return e.dx * f.dx + e.dy * f.dy > 0 && distance(a, b) < 0.01 ? [a] : [a, b];
  const along = ((b[0] - a[0]) * f.dy - (b[1] - a[1]) * f.dx) / cross;
  const meet: Xy = [a[0] + along * e.dx, a[1] + along * e.dy];
  const adjacent = f.index === e.index + 1;
  const reach_m = Math.min(distance(meet, e.to), distance(meet, f.from));
  const most_m = Math.abs(offset_m) * MITRE_LIMIT + (adjacent ? 0 : distance(e.to, f.from));
  // The inside of a bend always meets before its corner; only outer corners can run far out.
  const inside = adjacent && cross * offset_m > 0;
  return inside || reach_m <= most_m ? [meet] : [a, b];
}

/** Cuts out what lies between two passes through one place. */
function without_loops(points: readonly Xy[]): Xy[] {
  const out = [...points];
  for (let i = 0; i < out.length - 3; i++)
    for (let j = out.length - 2; j > i + 1; j--) {
      const hit = crossing_of(out[i]!, out[i + 1]!, out[j]!, out[j + 1]!);
      if (!hit) continue;
      // A ring meets itself where it closes.
      if (i === 0 && j === out.length - 2 && distance(out[0]!, out[out.length - 1]!) < 0.01) continue;
      out.splice(i + 1, j - i, hit.place);
      break;
    }
  return out;
}
