import type { PieceFinding } from "../queries/corridor.ts";
import { type CheckedCorridor, check_corridors, type Read } from "./check_corridors.ts";
import { counts_as } from "./corridor_answer.ts";
import { aside_m } from "./corridor_grid.ts";
import { distance_to, edges_at, edges_of } from "./edges.ts";
import { type FoundCorridors, found_in } from "./find_corridors.ts";
import type { LaidType } from "./measure_parts.ts";
import type { LinePiece } from "./path_pieces.ts";
import type { Bar, CorridorSearch } from "./search_corridors.ts";
import type { Obstacle } from "./types.ts";

/** The search goes on at most so many times, and only where the engine finds few things: a long way would take too long. */
const MOST_ROUNDS = 2;
const FEW_VIOLATED = 4;
/** Places this far aside of one that turned out to be barred are taken to be too. */
const PLACES_BESIDE = 1;
/** What a rule asks is looked at with this much to spare. */
const SPARE_M = 0.5;

/**
 * Corridors on which search and engine agree. The search judges place by place, the engine each piece as a whole (in a
 * bend a line may cross one stretch of a cable and run beside the next): where the engine finds that every corridor the
 * search holds free violates something, those places are barred and the search goes on. Where that finds nothing, the
 * corridors are those that violate least, and none is called free.
 */
export async function agreed_corridors(
  read: Read,
  first: FoundCorridors,
  of: { laid: LaidType; trench_width_m: number; scenario_id: number | null; shares: number },
): Promise<{ found: FoundCorridors; checked: CheckedCorridor[]; free: boolean }> {
  let found = first;
  let checked = await check_corridors(read, found, of);
  let best = checked;
  for (let round = 0; round < MOST_ROUNDS && found.free; round++) {
    const violated = checked[0]!.corridor.violated;
    if (violated === 0 || violated > FEW_VIOLATED) break;
    const half_own_m = Math.max(...of.laid.parts.map((part) => Math.abs(part.offset_m) + part.radius_m));
    const searches = found.searches.map(
      (search, route) => search && barred(search, route, found, checked, half_own_m),
    );
    if (searches.every((search) => search === null)) break;
    found = found_in(searches, found.obstacles, found.routes, of);
    checked = await check_corridors(read, found, of);
    if (checked[0]!.corridor.violated < best[0]!.corridor.violated) best = checked;
  }
  const free = best[0]!.corridor.violated === 0;
  // The search keeps a little to spare: what the engine lets pass is free, and nothing bars it.
  return { found: free ? { ...found, free, blockers: null, freed: [] } : found, checked: best, free };
}

function barred(
  search: CorridorSearch,
  route: number,
  { obstacles }: FoundCorridors,
  checked: readonly CheckedCorridor[],
  half_own_m: number,
): CorridorSearch | null {
  const bars = checked
    .filter(({ found }) => found.route === route && found.free)
    .flatMap((one) =>
      one.pieces.flatMap((piece, k) =>
        one.findings[k]!.filter((finding) => counts_as(finding) === "violated").flatMap((finding) =>
          bars_of(search, one, piece, finding, obstacles[route]!, half_own_m),
        ),
      ),
    );
  return bars.length > 0 ? search.barring(bars) : search;
}

/** The places of a piece at which an obstacle can be what a finding speaks of, at every depth. Of hidden things any of that layer may be. */
function bars_of(
  { grid }: CorridorSearch,
  { found }: CheckedCorridor,
  piece: LinePiece,
  { other, required_m, uncertainty_m }: PieceFinding,
  obstacles: readonly Obstacle[],
  half_own_m: number,
): Bar[] {
  const bars: Bar[] = [];
  for (const [n, obstacle] of obstacles.entries()) {
    if (obstacle.kind !== other.kind || obstacle.layer !== other.layer) continue;
    if (other.visible ? obstacle.id !== other.id : obstacle.visible) continue;
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
