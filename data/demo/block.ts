import { type Edge, half_widths, type TownPlan } from "./town.ts";

/** The ground between four lines, up to the property lines; a side without a street is a garden wall. */
export interface Block {
  readonly column: number;
  readonly row: number;
  readonly left_m: number;
  readonly right_m: number;
  readonly bottom_m: number;
  readonly top_m: number;
  /** The streets around it: below, right, above, left; null where the block goes on. */
  readonly edges: readonly [Edge | null, Edge | null, Edge | null, Edge | null];
}

/** The block between columns `column` and `column + 1` and rows `row` and `row + 1`. */
export function block_at(plan: TownPlan, column: number, row: number): Block {
  const half = (line: { profile: Parameters<typeof half_widths>[0] }, side: 0 | 1): number =>
    half_widths(line.profile).property[side];
  const c0 = plan.columns[column]!;
  const c1 = plan.columns[column + 1]!;
  const r0 = plan.rows[row]!;
  const r1 = plan.rows[row + 1]!;
  const edges = [
    plan.row_edge(row, column),
    plan.column_edge(column + 1, row),
    plan.row_edge(row + 1, column),
    plan.column_edge(column, row),
  ] as const;
  // Where the street is left out, two blocks share the ground up to the line's middle.
  return {
    column,
    row,
    left_m: c0.at_m + (edges[3] ? half(c0, 1) : 0),
    right_m: c1.at_m - (edges[1] ? half(c1, 0) : 0),
    bottom_m: r0.at_m + (edges[0] ? half(r0, 0) : 0),
    top_m: r1.at_m - (edges[2] ? half(r1, 1) : 0),
    edges,
  };
}
