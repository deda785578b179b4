import { APART_SHARE, apart_share } from "./alternatives.ts";
import { bars_of } from "./bars_of.ts";
import { type CheckedCorridor, type CorridorChecker, least_violated_first } from "./check_corridors.ts";
import { type NoCorridor, no_corridor_of } from "./corridor_answer.ts";
import { engine_blockers } from "./engine_blockers.ts";
import { type FoundCorridors, found_in } from "./find_corridors.ts";
import type { LaidType } from "./measure_parts.ts";
import { path_on } from "./path_on.ts";
import { ALONG_STEP_M } from "./search_corridors.ts";

/** The search goes on at most so many times, and only where the engine finds few things: a long way would take too long. */
const MOST_ROUNDS = 3;
const FEW_VIOLATED = 4;

export interface AgreedCorridors {
  /** What the search found last. */
  readonly found: FoundCorridors;
  /** Clearly different ones, the least violated first. */
  readonly checked: readonly CheckedCorridor[];
  readonly free: boolean;
  /** What is in the way; null where a corridor is free. */
  readonly no_corridor: NoCorridor | null;
}

/**
 * Corridors on which search and engine agree. The search judges place by place, the engine each piece as a whole (in a
 * bend a line may cross one stretch of a cable and run beside the next): where the engine finds that every corridor the
 * search holds free violates something, those places are barred and the best way is sought again; the others stay
 * beside it. Where none comes out free, the corridors are those that violate least, with what they violate.
 */
export async function agreed_corridors(
  { begin, check }: CorridorChecker,
  first: FoundCorridors,
  of: {
    laid: LaidType;
    trench_width_m: number;
    count: number;
  },
): Promise<AgreedCorridors> {
  const half_own_m = Math.max(...of.laid.parts.map((part) => Math.abs(part.offset_m) + part.radius_m));
  let found = first;
  let last = await checked_beside(found);
  let best = last;
  for (let round = 0; round < MOST_ROUNDS && found.free; round++) {
    const { violated } = last[0]!.corridor;
    if (violated === 0 || violated > FEW_VIOLATED) break;
    found = found_in(barred(found, last, half_own_m), found.obstacles, found.routes, of);
    last = await checked_beside(found);
    best = [...last, ...best].sort(least_violated_first);
  }
  const checked = different(best, found, Math.max(of.count, first.found.length));
  const free = checked[0]!.corridor.violated === 0;
  if (free && checked.length < of.count) checked.push(...(await others(checked, found)));
  // The search keeps a little to spare: what the engine lets pass is free, and nothing bars it.
  const explained = free ? null : found.explain();
  const no_corridor = explained
    ? no_corridor_of(explained, ALONG_STEP_M)
    : free
      ? null
      : engine_blockers(checked[0]!, found, of.laid, ALONG_STEP_M);
  return { found: free ? { ...found, free, explain: () => null } : found, checked, free, no_corridor };

  /** Why nothing fits is worked out while the engine is asked, not after it. */
  async function checked_beside(one: FoundCorridors): Promise<CheckedCorridor[]> {
    await begin(one.found);
    one.explain();
    return check(one);
  }

  /** Ways on the route of the free one that differ from those there are. */
  async function others(
    given: readonly CheckedCorridor[],
    { searches, obstacles, routes }: FoundCorridors,
  ): Promise<CheckedCorridor[]> {
    const { route } = given[0]!.found;
    const paths = given
      .filter((one) => one.found.route === route)
      .map((one) => path_on(searches[route]!.grid, one.found));
    const more = searches[route]!.besides(paths, of.count - (given.length - paths.length));
    if (more.paths.length === 0) return [];
    return check(
      found_in(
        searches.map((_, n) => (n === route ? more : null)),
        obstacles,
        routes,
        of,
      ),
    );
  }
}

/** The searches of a round once more, with what the engine found violated barred. */
function barred(
  { searches, obstacles }: FoundCorridors,
  checked: readonly CheckedCorridor[],
  half_own_m: number,
): FoundCorridors["searches"] {
  return searches.map((search, route) => {
    const held_free = checked.filter(({ found }) => found.route === route && found.free);
    const bars = search ? bars_of(search, obstacles[route]!, held_free, half_own_m) : [];
    return bars.length > 0 ? search!.barring(bars) : search;
  });
}

/** The first of corridors and those after it that differ clearly from the ones before. */
function different(
  corridors: readonly CheckedCorridor[],
  { searches }: FoundCorridors,
  most: number,
): CheckedCorridor[] {
  const out: CheckedCorridor[] = [];
  for (const one of corridors) {
    const { route } = one.found;
    const grid = searches[route]!.grid;
    const same = out.some(
      ({ found }) =>
        found.route === route &&
        apart_share(grid, path_on(grid, one.found), path_on(grid, found)) < APART_SHARE,
    );
    if (!same && out.length < most) out.push(one);
  }
  return out;
}
