import type { Blocked } from "./blocked_list.ts";
import { along_index, type CostField, end_index } from "./cost_field.ts";
import type { GridPath } from "./least_cost_path.ts";

/** An obstacle that a way violates, and in which cells it does, in order. */
export interface ViolatedBy {
  readonly obstacle: number;
  readonly cells: readonly number[];
}

/** Where a way goes, as the field has its places, in order: one along in each cell; across as many as it steps and ends at. */
export interface UsedPlaces {
  readonly along: Int32Array;
  readonly across: Int32Array;
}

/** The places of a field that a way uses. */
export function used_places({ grid }: CostField, path: GridPath): UsedPlaces {
  const along = Int32Array.from(path.cells, ({ place, depth }, cell) =>
    along_index(grid, cell, place, depth),
  );
  const across: number[] = [];
  for (const [cell, here] of path.cells.entries()) {
    const before = path.cells[cell - 1];
    if (!before) continue;
    if (before.depth !== here.depth) across.push(end_index(grid, cell, before.place));
    for (let place = Math.min(before.place, here.place); place < Math.max(before.place, here.place); place++)
      across.push(along_index(grid, cell, place, here.depth));
  }
  return { along, across: Int32Array.from(across).sort() };
}

/** The cell in which, or before which, a place of the field lies. */
export function cell_of({ grid }: CostField, index: number, along: boolean): number {
  const ends = end_index(grid, 0, 0);
  return along || index < ends
    ? Math.floor(index / (grid.wide * grid.deep))
    : Math.floor((index - ends) / grid.wide);
}

/** Obstacles that a way violates, those that it violates in most cells first. */
export function violated_by(
  field: CostField,
  used: UsedPlaces,
  blocked: readonly Blocked[],
): readonly ViolatedBy[] {
  return blocked
    .map((places, obstacle) => ({ obstacle, cells: cells_in(field, used, places) }))
    .filter(({ cells }) => cells.length > 0)
    .sort((one, other) => other.cells.length - one.cells.length || one.obstacle - other.obstacle);
}

function cells_in(field: CostField, used: UsedPlaces, places: Blocked): number[] {
  const cells = new Set<number>();
  for (let k = 0; k < places.length; k += 2) {
    const along = places[k]! >= 0;
    const first = along ? places[k]! : -1 - places[k]!;
    const list = along ? used.along : used.across;
    const end = first + places[k + 1]!;
    for (let n = first_from(list, first); n < list.length && list[n]! < end; n++)
      cells.add(cell_of(field, list[n]!, along));
  }
  return [...cells].sort((one, other) => one - other);
}

/** Where in an ordered list the first number that is not less stands. */
function first_from(list: Int32Array, least: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
