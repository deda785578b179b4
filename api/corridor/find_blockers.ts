import { add_obstacle } from "./add_obstacle.ts";
import type { Blocked } from "./blocked_list.ts";
import { cover_m } from "./corridor_grid.ts";
import type { CostField } from "./cost_field.ts";
import { type GridPath, least_cost_path, type PathOptions } from "./least_cost_path.ts";
import type { CorridorWeights, LinePart, Obstacle } from "./types.ts";
import { cell_of, type UsedPlaces, used_places, type ViolatedBy, violated_by } from "./violated_by.ts";

/** What could be done about one obstacle: lay it elsewhere, or deeper in the same place. */
export interface Freeing {
  readonly obstacle: number;
  readonly how: "move" | "deepen";
  /** How much deeper. */
  readonly by_m: number | null;
}

/** A smallest set of changes with which there is a corridor, and what that corridor costs. */
export interface FreeingSet {
  readonly changes: readonly Freeing[];
  readonly path: GridPath;
}

/** What one change alone frees of the least bad way: whole cells of it in whose place some depth then violates nothing. */
export interface Frees extends Omit<Freeing, "obstacle"> {
  readonly cells: number;
}

export interface Blockers {
  /** Obstacles that the least bad way violates for certain, with how many whole cells it does in and what changing each frees. */
  readonly blocking: readonly {
    readonly obstacle: number;
    readonly cells: number;
    readonly frees: readonly Frees[];
  }[];
  /** Sets of which every part is needed. */
  readonly sets: readonly FreeingSet[];
}

/** More single obstacles, and pairs of them, are not tried one by one. */
const MOST_SINGLES = 8;
const MOST_PAIRS = 15;
/** A long street is not searched more often than takes so many places in all, but a few times at least. */
const MOST_PLACES = 5_000_000;
const LEAST_TRIES = 6;
/** That there is no way is found out so much faster than the best one. */
const FAILED_TRY = 0.2;

/**
 * Why no corridor fits: what the least bad way violates, what moving or deepening each would free of it, and which
 * smallest sets of obstacles would have to be moved or deepened: each alone, else in pairs, else what is left of all of
 * them when none can be spared (on a long street, of those that there was time to try).
 */
export function find_blockers(
  field: CostField,
  obstacles: readonly Obstacle[],
  blocked: readonly Blocked[],
  parts: readonly LinePart[],
  weights: CorridorWeights,
  options: Omit<PathOptions, "free_only" | "extra">,
  least_bad: GridPath,
): Blockers {
  const used = used_places(field, least_bad);
  const blocking = violated_by(field, used, blocked);
  let tries = Math.max(LEAST_TRIES, Math.floor(MOST_PLACES / field.along.length));
  const way = (): GridPath | null => {
    const path = least_cost_path(field, weights, { ...options, free_only: true });
    tries -= path ? 1 : FAILED_TRY;
    return path;
  };
  const without = <T>(which: readonly number[], work: () => T): T => {
    for (const n of which) count(field, blocked[n]!, -1);
    const result = work();
    for (const n of which) count(field, blocked[n]!, 1);
    return result;
  };
  const sets: FreeingSet[] = [];
  const moved = (which: readonly number[]): FreeingSet | null => {
    const path = without(which, way);
    return path && { changes: which.map((obstacle) => ({ obstacle, how: "move", by_m: null })), path };
  };
  const singles = blocking.slice(0, MOST_SINGLES).map(({ obstacle }) => obstacle);
  const frees = blocking.map(tried);
  if (sets.length === 0 && singles.length > 1)
    for (const pair of pairs_of(singles).slice(0, MOST_PAIRS)) {
      if (tries <= 1) break;
      const freed = moved(pair);
      if (freed) sets.push(freed);
    }
  if (sets.length === 0 && blocking.length > 0) {
    const needed = none_to_spare();
    if (needed) sets.push(needed);
  }
  return {
    blocking: blocking.map(({ obstacle, cells }, k) => ({
      obstacle,
      cells: whole_cells(field, cells),
      frees: frees[k]!,
    })),
    sets,
  };

  /** What moving and deepening an obstacle alone frees; where that is enough, the corridor is one of the sets. */
  function tried(violated: ViolatedBy, place: number): Frees[] {
    const { obstacle } = violated;
    const out: Frees[] = [];
    const change = ({ how, by_m }: Omit<Freeing, "obstacle">, enough: boolean): boolean => {
      out.push({ how, by_m, cells: freed_cells(field, used, violated.cells) });
      const path = enough && place < MOST_SINGLES && tries > 0 ? way() : null;
      if (path) sets.push({ changes: [{ obstacle, how, by_m }], path });
      return path !== null;
    };
    without([obstacle], () => {
      const enough = change({ how: "move", by_m: null }, true);
      const by_m = deeper_by_m(field, obstacles[obstacle]!, parts);
      if (by_m === null) return;
      const lower = lowered(obstacles[obstacle]!, by_m);
      const added = add_obstacle(field, lower, parts, { ...weights, violated: 0, possible: 0, crossing: 0 });
      // What is still in the way without it is so with it lower down.
      change({ how: "deepen", by_m }, enough);
      count(field, added, -1);
    });
    return out;
  }

  /** All of them moved is enough by construction; each that can stay does. */
  function none_to_spare(): FreeingSet | null {
    let needed = blocking.map(({ obstacle }) => obstacle);
    let best = moved(needed);
    if (!best) return null;
    for (const obstacle of [...needed].reverse()) {
      const fewer = needed.filter((other) => other !== obstacle);
      const freed = fewer.length > 0 && tries > 0 ? moved(fewer) : null;
      if (freed) [needed, best] = [fewer, freed];
    }
    return best;
  }
}

/** Of these cells of a way those in whose place some depth violates nothing now, nor does the step before them. */
function freed_cells(field: CostField, { along, across }: UsedPlaces, cells: readonly number[]): number {
  const { deep } = field.grid;
  const stepped = new Set<number>();
  for (const index of across) if (field.across_blocked[index]! > 0) stepped.add(cell_of(field, index, false));
  const freed = cells.filter((cell) => {
    if (stepped.has(cell)) return false;
    const start = along[cell]! - (along[cell]! % deep);
    return field.along_blocked.subarray(start, start + deep).includes(0);
  });
  return whole_cells(field, freed);
}

/** How many cells of the usual length these are as long as. */
const whole_cells = ({ grid }: CostField, cells: readonly number[]): number =>
  cells.reduce((sum, cell) => sum + grid.frame.shares[cell]!, 0);

function count(field: CostField, blocked: Blocked, by: 1 | -1): void {
  for (let k = 0; k < blocked.length; k += 2) {
    const first = blocked[k]!;
    const counts = first >= 0 ? field.along_blocked : field.across_blocked;
    const start = first >= 0 ? first : -1 - first;
    for (let index = start; index < start + blocked[k + 1]!; index++) counts[index] = counts[index]! + by;
  }
}

/** How much deeper an obstacle must lie for the line to pass over it at its least cover; null where depth does not help. */
function deeper_by_m(field: CostField, obstacle: Obstacle, parts: readonly LinePart[]): number | null {
  if (obstacle.top_m === null) return null;
  const clearance_m = Math.max(
    -1,
    ...obstacle.rules.filter(({ severity }) => severity !== "inform").map((rule) => rule.vertical_m ?? -1),
  );
  if (clearance_m < 0) return null;
  const bottom_m = cover_m(field.grid, 0) + Math.max(...parts.map((part) => part.below_m + part.height_m));
  const by_m = bottom_m + clearance_m + obstacle.depth_accuracy_m - obstacle.top_m;
  return by_m > 0 ? Math.ceil(by_m * 100 - 1e-6) / 100 : null;
}

function lowered(obstacle: Obstacle, by_m: number): Obstacle {
  // A hair more than said: 1.3 - 1.1 is less than 0.2, and where whole centimetres are just enough nothing would be freed.
  const deeper = (depth_m: number | null): number | null => (depth_m === null ? null : depth_m + by_m + 1e-9);
  return { ...obstacle, top_m: deeper(obstacle.top_m), bottom_m: deeper(obstacle.bottom_m) };
}

function pairs_of(all: readonly number[]): [number, number][] {
  return all.flatMap((one, k) => all.slice(k + 1).map((other): [number, number] => [one, other]));
}
