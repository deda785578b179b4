import { aside_m, type CorridorGrid, cover_m, STRAIGHT_M } from "./corridor_grid.ts";
import type { GridPath } from "./least_cost_path.ts";
import type { Crosses } from "./line_crossings.ts";
import { beside } from "./street_frame.ts";
import { length_of } from "./street_network.ts";
import type { Xy } from "./types.ts";

/** A stretch of the line at one depth. */
export interface LinePiece {
  readonly line: readonly Xy[];
  readonly cover_m: number;
  /** Metres along the line itself. */
  readonly from_m: number;
  readonly to_m: number;
  /** Which stretch of one depth it is, or is a part of. */
  readonly stretch: number;
  /** Cells of the grid; of a step aside those on either side of it. */
  readonly first_cell: number;
  readonly last_cell: number;
}

/** A step aside of at most this is drawn as a slant over the two cells that it joins, not as a corner. */
const SLANT_M = 0.5;

/**
 * The way as lines in the analysis CRS: one per stretch of the same depth, each beginning where the one before
 * ends. Where it `crosses` a line it is never slanted: flatter than 30 degrees the engine takes it as running beside
 * that line. With `cut_steps` a step aside over a line is a piece of its own: what it crosses is then judged apart from
 * what the line runs beside.
 */
export function path_pieces(
  grid: CorridorGrid,
  path: GridPath,
  { crosses = () => false, cut_steps = false }: { crosses?: Crosses; cut_steps?: boolean } = {},
): LinePiece[] {
  const { frame } = grid;
  const out: LinePiece[] = [];
  let first_cell = 0;
  let stretch = 0;
  let line: Xy[] = [beside(frame.stations[0]!, aside_m(grid, path.cells[0]!.place))];
  for (let cell = 0; cell < path.cells.length; cell++) {
    const here = path.cells[cell]!;
    const next = path.cells[cell + 1];
    const border = frame.stations[2 * cell + 2]!;
    const own = aside_m(grid, here.place);
    const aside = next ? aside_m(grid, next.place) : own;
    const steps = next !== undefined && aside !== own;
    const slant =
      steps && next.depth === here.depth && Math.abs(aside - own) <= SLANT_M
        ? ([
            beside(frame.stations[2 * cell + 1]!, own),
            beside(frame.stations[2 * cell + 3]!, aside),
          ] as const)
        : null;
    if (slant && !crosses(...slant)) line.push(...slant);
    else {
      line.push(beside(border, own));
      const cut = steps && cut_steps && crosses(beside(border, own), beside(border, aside));
      if (!next || next.depth !== here.depth || cut) {
        end_piece(here.depth, cell);
        if (next && next.depth !== here.depth) stretch++;
        if (!cut) first_cell = cell + 1;
        line = [beside(border, own)];
      }
      if (steps) line.push(beside(border, aside));
      if (cut) {
        end_piece(next.depth, cell + 1);
        line = [beside(border, aside)];
      }
    }
  }
  return out;

  function end_piece(depth: number, last_cell: number): void {
    const from_m = out.at(-1)?.to_m ?? 0;
    const piece = straightened(line);
    const to_m = from_m + length_of(piece);
    out.push({ line: piece, cover_m: cover_m(grid, depth), from_m, to_m, stretch, first_cell, last_cell });
    first_cell = last_cell;
  }
}

/** The same line without the points that lie on the straight between others (Douglas-Peucker). */
function straightened(line: readonly Xy[]): Xy[] {
  const keep = new Uint8Array(line.length);
  keep[0] = 1;
  keep[line.length - 1] = 1;
  const open: [number, number][] = [[0, line.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span;
    const [a, b] = [line[first]!, line[last]!];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    let far = STRAIGHT_M;
    let at = -1;
    for (let k = first + 1; k < last; k++) {
      const p = line[k]!;
      const away =
        length > 0
          ? Math.abs((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])) / length
          : Math.hypot(p[0] - a[0], p[1] - a[1]);
      if (away > far) [far, at] = [away, k];
    }
    if (at < 0) continue;
    keep[at] = 1;
    open.push([first, at], [at, last]);
  }
  const kept = line.filter((_, k) => keep[k]);
  return kept.filter((p, k) => k === 0 || p[0] !== kept[k - 1]![0] || p[1] !== kept[k - 1]![1]);
}
