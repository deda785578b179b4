import type { CostField } from "./cost_field.ts";
import type { PathOptions } from "./least_cost_path.ts";
import type { StreetFrame } from "./street_frame.ts";
import { dead_end } from "./way_exists.ts";

/** Cells, from the first until before the last. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A way is shut out not only where it can go no further, but where it could still have gone another way. */
const AROUND_M = 20;
/** In a closed stretch stations stand this many times as near to each other. */
const TIMES = 4;

/**
 * The stretches of a field that no way passes without violating something for certain, with what lies around, one after
 * the other; they may overlap. What has been looked at closely already is no longer one.
 */
export function* closed_stretches(
  field: CostField,
  ends: Pick<PathOptions, "from_place" | "to_place">,
): Generator<Stretch> {
  const { cells, step_m, shares } = field.grid.frame;
  const around = Math.ceil(AROUND_M / step_m);
  let told_to = 0;
  for (
    let dead = dead_end(field, ends);
    dead !== null;
    dead = dead + 1 < cells ? dead_end(field, ends, dead + 1) : null
  ) {
    const [from, to] = [Math.max(0, dead - around), Math.min(cells, dead + around + 1)];
    // Whoever passes the stretch before passes this cell.
    if (dead < told_to || !shares.subarray(from, to).includes(1)) continue;
    yield { from, to };
    told_to = to;
  }
}

/** Borders of cells as `street_frame` takes them: those `within`, the whole ones in `stretches` cut into shorter ones. */
export function closer_borders(
  { borders, shares }: StreetFrame,
  stretches: readonly Stretch[],
  within: Stretch,
): Float64Array {
  const out: number[] = [];
  for (let cell = within.from; cell < within.to; cell++) {
    const closer = shares[cell] === 1 && stretches.some(({ from, to }) => cell >= from && cell < to);
    const parts = closer ? TIMES : 1;
    for (let part = 0; part < parts; part++) out.push(borders[cell]! + part / parts);
  }
  return Float64Array.from([...out, borders[within.to]!]);
}
