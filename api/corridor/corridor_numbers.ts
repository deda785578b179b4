import { felling_rule } from "./add_tree.ts";
import type { CorridorGrid } from "./corridor_grid.ts";
import { type Box, box_of, distance_to, type Edges, edges_at, edges_of } from "./edges.ts";
import type { GridPath } from "./least_cost_path.ts";
import type { LinePiece } from "./path_pieces.ts";
import { distance, type Station } from "./street_frame.ts";
import { length_of } from "./street_network.ts";
import type { LinePart, Obstacle, Xy } from "./types.ts";

/** A line that the corridor passes over or under. */
export interface Crossing {
  readonly obstacle: number;
  /** Metres along the corridor. */
  readonly at_m: number;
}

export interface CorridorNumbers {
  readonly length_m: number;
  readonly bends: number;
  readonly crossings: readonly Crossing[];
  readonly paving_m2: number;
  readonly dug_m3: number;
  /** Trees that would have to go. */
  readonly trees: readonly number[];
}

/** A smaller change of direction is a curve that a pipe follows by itself. */
const BEND_DEGREES = 10;

/** What a corridor takes, measured on its lines in the analysis CRS. */
export function corridor_numbers(
  grid: CorridorGrid,
  path: GridPath,
  pieces: readonly LinePiece[],
  of: {
    obstacles: readonly Obstacle[];
    parts: readonly LinePart[];
    trench_width_m: number;
    paved_share: Float32Array;
  },
): CorridorNumbers {
  const whole = pieces.flatMap(({ line }, k) => (k === 0 ? line : line.slice(1)));
  const deepest_m = Math.max(...of.parts.map(({ below_m, height_m }) => below_m + height_m));
  const steps_m = pieces
    .slice(1)
    .reduce((sum, piece, k) => sum + Math.abs(piece.cover_m - pieces[k]!.cover_m), 0);
  let paved_m = 0;
  for (const [cell, { place }] of path.cells.entries()) {
    const at = cell * grid.wide + place;
    paved_m += of.paved_share[at]! * grid.length_m[at]!;
    const before = path.cells[cell - 1]?.place ?? place;
    for (let p = Math.min(before, place); p < Math.max(before, place); p++)
      paved_m += of.paved_share[cell * grid.wide + p]! * grid.aside_step_m;
  }
  return {
    length_m: length_of(whole) + steps_m,
    bends: bends_of(whole) + 2 * (pieces.length - 1),
    crossings: crossings_of(whole, of.obstacles),
    paving_m2: paved_m * of.trench_width_m,
    dug_m3:
      pieces.reduce((sum, { line, cover_m }) => sum + length_of(line) * (cover_m + deepest_m), 0) *
      of.trench_width_m,
    trees: of.obstacles.flatMap((obstacle, n) => (must_go(whole, obstacle, of.parts) ? [n] : [])),
  };
}

function bends_of(line: readonly Xy[]): number {
  let bends = 0;
  for (let k = 2; k < line.length; k++) {
    const [a, b, c] = [line[k - 2]!, line[k - 1]!, line[k]!];
    const turn = Math.atan2(c[1] - b[1], c[0] - b[0]) - Math.atan2(b[1] - a[1], b[0] - a[0]);
    if (Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))) > (BEND_DEGREES * Math.PI) / 180) bends++;
  }
  return bends;
}

interface Crossable {
  readonly n: number;
  readonly edges: Edges;
  readonly box: Box;
}

const known_crossable = new WeakMap<readonly Obstacle[], readonly Crossable[]>();

/** The lines that a crossing rule speaks of; the ways of one route share them. */
function crossable_of(obstacles: readonly Obstacle[]): readonly Crossable[] {
  const known = known_crossable.get(obstacles);
  if (known) return known;
  const made = obstacles.flatMap((obstacle, n) => {
    if (obstacle.dimension !== 1 || !obstacle.rules.some(({ relation }) => relation === "crossing"))
      return [];
    const edges = edges_of(obstacle.parts);
    return [{ n, edges, box: box_of(edges) }];
  });
  known_crossable.set(obstacles, made);
  return made;
}

/** Where the corridor's axis meets that of a line that a crossing rule speaks of: each line once, where it is met first. */
function crossings_of(line: readonly Xy[], obstacles: readonly Obstacle[]): Crossing[] {
  const out: Crossing[] = [];
  let passed = 0;
  const met = new Set<number>();
  const crossable = crossable_of(obstacles);
  for (let k = 1; k < line.length; k++) {
    const [from, to] = [line[k - 1]!, line[k]!];
    const length = distance(from, to);
    if (length === 0) continue;
    const at: Station = {
      x: from[0],
      y: from[1],
      tx: (to[0] - from[0]) / length,
      ty: (to[1] - from[1]) / length,
    };
    for (const { n, edges, box } of crossable) {
      if (met.has(n) || box.west > Math.max(from[0], to[0]) || box.east < Math.min(from[0], to[0])) continue;
      if (box.south > Math.max(from[1], to[1]) || box.north < Math.min(from[1], to[1])) continue;
      const here = edges_at(edges, at, length);
      for (let e = 0; e < here.length; e += 4) {
        const [a1, b1, a2, b2] = [here[e]!, here[e + 1]!, here[e + 2]!, here[e + 3]!];
        if (b1 < 0 === b2 < 0) continue;
        const ahead = a1 + ((a2 - a1) * b1) / (b1 - b2);
        if (ahead < 0 || ahead > length) continue;
        met.add(n);
        out.push({ obstacle: n, at_m: passed + ahead });
        break;
      }
    }
    passed += length;
  }
  return out.sort((one, other) => one.at_m - other.at_m);
}

function must_go(line: readonly Xy[], tree: Obstacle, parts: readonly LinePart[]): boolean {
  return parts.some((part) => {
    const rule = felling_rule(tree, part);
    const trunk = tree.parts[0]?.[0];
    if (!rule || !trunk) return false;
    const within_m = rule.horizontal_m! - tree.accuracy_m + Math.abs(part.offset_m) + part.radius_m;
    const [x, y] = trunk;
    return line.some((to, k) => {
      const from = line[k - 1];
      if (!from) return false;
      if (Math.min(from[0], to[0]) > x + within_m || Math.max(from[0], to[0]) < x - within_m) return false;
      if (Math.min(from[1], to[1]) > y + within_m || Math.max(from[1], to[1]) < y - within_m) return false;
      const length = distance(from, to);
      if (length === 0) return false;
      const at: Station = {
        x: from[0],
        y: from[1],
        tx: (to[0] - from[0]) / length,
        ty: (to[1] - from[1]) / length,
      };
      const here = edges_at([x, y, x, y], at, Number.POSITIVE_INFINITY);
      return distance_to(here, 0, length, 0) < within_m;
    });
  });
}
