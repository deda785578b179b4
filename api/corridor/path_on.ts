import { aside_m, type CorridorGrid } from "./corridor_grid.ts";
import { nearest_place } from "./cost_field.ts";
import type { GridPath } from "./least_cost_path.ts";

/** A way as it lies in a grid whose stations stand elsewhere along the same route; the same way where they do not. */
export function path_on(
  to: CorridorGrid,
  of: { readonly grid: CorridorGrid; readonly path: GridPath },
): GridPath {
  const { grid: from, path } = of;
  if (from === to) return path;
  const { borders } = to.frame;
  let there = 0;
  const cells = Array.from({ length: to.frame.cells }, (_, cell) => {
    const middle = (borders[cell]! + borders[cell + 1]!) / 2;
    while (there + 1 < from.frame.cells && from.frame.borders[there + 1]! <= middle) there++;
    const { place, depth } = path.cells[there]!;
    return { place: nearest_place(to, aside_m(from, place)), depth };
  });
  return { cells, cost: path.cost };
}
