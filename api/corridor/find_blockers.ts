import { add_obstacle } from "./add_obstacle.ts";
import { cover_m } from "./corridor_grid.ts";
import { along_index, type CostField, end_index } from "./cost_field.ts";
import type { Blocked } from "./judge_place.ts";
import { type GridPath, least_cost_path, type PathOptions } from "./least_cost_path.ts";
import type { CorridorWeights, LinePart, Obstacle } from "./types.ts";

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

export interface Blockers {
  /** Obstacles that the least bad way violates for certain, with the cells in which it does. */
  readonly blocking: readonly { readonly obstacle: number; readonly cells: number }[];
  /** Sets of which every part is needed. */
  readonly sets: readonly FreeingSet[];
}

/** More single obstacles, and pairs of them, are not tried one by one. */
const MOST_SINGLES = 8;
const MOST_PAIRS = 15;
/** A long street is not searched more often than takes so many places in all, but a few times at least. */
const MOST_PLACES = 5_000_000;
const LEAST_TRIES = 6;

/**
 * Why no corridor fits: what the least bad way violates, and which smallest sets of obstacles would have to
 * be moved or deepened: each alone, else in pairs, else what is left of all of them when none can be spared (on a
 * long street, of those that there was time to try).
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
  const blocking = violated_by(field, least_bad, blocked);
  let tries = Math.max(LEAST_TRIES, Math.floor(MOST_PLACES / field.along.length));
  const way = (): GridPath | null => {
    tries--;
    return least_cost_path(field, weights, { ...options, free_only: true });
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
  for (const obstacle of singles) {
    if (tries <= 0) break;
    const freed = moved([obstacle]);
    if (freed) sets.push(freed);
    const deeper = deepened(obstacle);
    if (deeper) sets.push(deeper);
  }
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
  return { blocking, sets };

  function deepened(obstacle: number): FreeingSet | null {
    const by_m = deeper_by_m(field, obstacles[obstacle]!, parts);
    if (by_m === null) return null;
    const lower = lowered(obstacles[obstacle]!, by_m);
    const path = without([obstacle], () => {
      const added = add_obstacle(field, lower, parts, { ...weights, violated: 0, possible: 0, crossing: 0 });
      const found = way();
      count(field, added, -1);
      return found;
    });
    return path && { changes: [{ obstacle, how: "deepen", by_m }], path };
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

function count(field: CostField, blocked: Blocked, by: 1 | -1): void {
  for (let k = 0; k < blocked.length; k += 2) {
    const first = blocked[k]!;
    const counts = first >= 0 ? field.along_blocked : field.across_blocked;
    const start = first >= 0 ? first : -1 - first;
    for (let index = start; index < start + blocked[k + 1]!; index++) counts[index] = counts[index]! + by;
  }
}

/** Obstacles that a way violates, those that it violates in most cells first. */
function violated_by(
  field: CostField,
  path: GridPath,
  blocked: readonly Blocked[],
): { obstacle: number; cells: number }[] {
  const used = used_places(field, path);
  const used_of = (places: Blocked): number => {
    let cells = 0;
    for (let k = 0; k < places.length; k += 2) {
      const first = places[k]!;
      const marks = first >= 0 ? used.along : used.across;
      const start = first >= 0 ? first : -1 - first;
      for (let index = start; index < start + places[k + 1]!; index++) cells += marks[index]!;
    }
    return cells;
  };
  return blocked
    .map((places, obstacle) => ({ obstacle, cells: used_of(places) }))
    .filter(({ cells }) => cells > 0)
    .sort((one, other) => other.cells - one.cells || one.obstacle - other.obstacle);
}

/** 1 where a way goes, as the field has its places. */
function used_places(field: CostField, path: GridPath): { along: Uint8Array; across: Uint8Array } {
  const { grid } = field;
  const along = new Uint8Array(field.along.length);
  const across = new Uint8Array(field.across.length);
  for (const [cell, here] of path.cells.entries()) {
    along[along_index(grid, cell, here.place, here.depth)] = 1;
    const before = path.cells[cell - 1];
    if (!before) continue;
    if (before.depth !== here.depth) across[end_index(grid, cell, before.place)] = 1;
    for (let place = Math.min(before.place, here.place); place < Math.max(before.place, here.place); place++)
      across[along_index(grid, cell, place, here.depth)] = 1;
  }
  return { along, across };
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
  const deeper = (depth_m: number | null): number | null => (depth_m === null ? null : depth_m + by_m);
  return { ...obstacle, top_m: deeper(obstacle.top_m), bottom_m: deeper(obstacle.bottom_m) };
}

function pairs_of(all: readonly number[]): [number, number][] {
  return all.flatMap((one, k) => all.slice(k + 1).map((other): [number, number] => [one, other]));
}
