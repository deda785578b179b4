import type { PieceFinding } from "../queries/corridor.ts";
import type { Bar } from "./bar.ts";
import type { CheckedCorridor } from "./check_corridors.ts";
import { aside_m } from "./corridor_grid.ts";
import { distance_to, edges_at, edges_of } from "./edges.ts";
import type { LinePiece } from "./path_pieces.ts";
import type { CorridorSearch } from "./search_corridors.ts";
import type { Obstacle } from "./types.ts";

/** Places this far aside of one that turned out to be barred are taken to be too. */
const PLACES_BESIDE = 1;
/** What a rule asks is looked at with this much to spare. */
const SPARE_M = 0.5;

/** Is an obstacle what a finding speaks of? Of hidden things any of that layer may be. */
export const may_be = (obstacle: Obstacle, { kind, layer, id, visible }: PieceFinding["other"]): boolean =>
  obstacle.kind === kind && obstacle.layer === layer && (visible ? obstacle.id === id : !obstacle.visible);

/** The places of corridors, at every depth, in which the engine finds something violated that the search held free. */
export function bars_of(
  search: CorridorSearch,
  obstacles: readonly Obstacle[],
  checked: readonly CheckedCorridor[],
  half_own_m: number,
): Bar[] {
  return checked.flatMap((one) =>
    one.pieces.flatMap((piece, k) =>
      one.findings[k]!.filter((finding) => finding.verdict === "violated").flatMap((finding) =>
        bars_in(search, one, piece, finding, obstacles, half_own_m),
      ),
    ),
  );
}

/** The places of a piece at which an obstacle can be what a finding speaks of. */
function bars_in(
  { grid }: CorridorSearch,
  { found }: CheckedCorridor,
  piece: LinePiece,
  { other, required_m, uncertainty_m }: PieceFinding,
  obstacles: readonly Obstacle[],
  half_own_m: number,
): Bar[] {
  const bars: Bar[] = [];
  for (const [n, obstacle] of obstacles.entries()) {
    if (!may_be(obstacle, other)) continue;
    const edges = edges_of(obstacle.parts);
    const reach_m =
      half_own_m + (required_m ?? 0) + (uncertainty_m ?? obstacle.accuracy_m) + obstacle.radius_m + SPARE_M;
    for (let cell = piece.first_cell; cell <= piece.last_cell; cell++) {
      const { place } = found.path.cells[cell]!;
      const here = edges_at(edges, grid.frame.stations[2 * cell + 1]!, grid.half_m[cell]! + reach_m);
      if (here.length === 0) continue;
      if (distance_to(here, -grid.half_m[cell]!, grid.half_m[cell]!, aside_m(grid, place)) > reach_m)
        continue;
      const [from, to] = [Math.max(0, place - PLACES_BESIDE), Math.min(grid.wide - 1, place + PLACES_BESIDE)];
      for (let at = from; at <= to; at++) bars.push({ obstacle: n, cell, place: at });
    }
  }
  return bars;
}
