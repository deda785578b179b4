import { aside_m, type CorridorGrid } from "./corridor_grid.ts";
import { along_index, nearest_place } from "./cost_field.ts";
import type { LaidField } from "./lay_field.ts";

/** A place that an obstacle turned out to bar, at every depth. */
export interface Bar {
  readonly obstacle: number;
  readonly cell: number;
  readonly place: number;
}

/** Bars places of a field on account of obstacles. */
export function bar({ field, blocked }: LaidField, bars: readonly Bar[]): void {
  const { grid } = field;
  for (const [n, places] of blocked.entries()) {
    const more = bars.filter(({ obstacle }) => obstacle === n);
    if (more.length === 0) continue;
    const starts = more.map(({ cell, place }) => along_index(grid, cell, place, 0));
    blocked[n] = Int32Array.from([...places, ...starts.flatMap((start) => [start, grid.deep])]);
    for (const start of starts)
      for (let index = start; index < start + grid.deep; index++)
        field.along_blocked[index] = field.along_blocked[index]! + 1;
  }
}

/** The same bars in a grid whose stations stand elsewhere along the same route. */
export function bars_on(to: CorridorGrid, from: CorridorGrid, bars: readonly Bar[]): Bar[] {
  if (bars.length === 0) return [];
  const { borders, cells } = to.frame;
  return bars.flatMap(({ obstacle, cell, place }) => {
    const [first, end] = [from.frame.borders[cell]!, from.frame.borders[cell + 1]!];
    const there = nearest_place(to, aside_m(from, place));
    const out: Bar[] = [];
    for (let other = 0; other < cells; other++) {
      const middle = (borders[other]! + borders[other + 1]!) / 2;
      if (middle > first && middle < end) out.push({ obstacle, cell: other, place: there });
    }
    return out;
  });
}
