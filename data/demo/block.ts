import { hash_numbers } from "./random.ts";
import { type Edge, half_widths, type TownPlan } from "./town.ts";

/** How the ground inside a block is shared out. */
export type BlockLayout = "deep_rows" | "deep_columns" | "inner_garden";

/** The ground between four lines, up to the property lines; a side without a street is a garden wall. */
export interface Block {
  readonly column: number;
  readonly row: number;
  readonly left_m: number;
  readonly right_m: number;
  readonly bottom_m: number;
  readonly top_m: number;
  readonly layout: BlockLayout;
  /** The streets around it: below, right, above, left; null where the block goes on. */
  readonly edges: readonly [Edge | null, Edge | null, Edge | null, Edge | null];
}

/** Depth of the plots on the outer side of the town's edge streets. */
export const OUTSIDE_DEPTH_M = 30;

/**
 * The block between columns `column` and `column + 1` and rows `row` and `row + 1`. Column or row -1,
 * or the last one, is the ground outside the town's edge street: one row of plots deep. Null at the
 * town's four outer corners, and east of it, where the open land begins.
 */
export function block_at(plan: TownPlan, column: number, row: number): Block | null {
  const last_column = plan.columns.length - 1;
  const last_row = plan.rows.length - 1;
  const beside = column < 0 || column === last_column;
  const beyond = row < 0 || row === last_row;
  if ((beside && beyond) || column === last_column) return null;
  const half = (line: { profile: Parameters<typeof half_widths>[0] }, side: 0 | 1): number =>
    half_widths(line.profile).property[side];
  const [c0, c1] = [plan.columns[column], plan.columns[column + 1]];
  const [r0, r1] = [plan.rows[row], plan.rows[row + 1]];
  const edges = [
    beside ? null : plan.row_edge(row, column),
    beyond ? null : plan.column_edge(column + 1, row),
    beside ? null : plan.row_edge(row + 1, column),
    beyond ? null : plan.column_edge(column, row),
  ] as const;
  const choice = hash_numbers(plan.seed, 5, column, row) % 20;
  // Where the street is left out, two blocks share the ground up to the line's middle.
  return {
    column,
    row,
    layout: choice < 7 ? "deep_rows" : choice < 14 ? "deep_columns" : "inner_garden",
    left_m: c0 ? c0.at_m + (edges[3] || beyond ? half(c0, 1) : 0) : c1!.at_m - half(c1!, 0) - OUTSIDE_DEPTH_M,
    right_m: c1
      ? c1.at_m - (edges[1] || beyond ? half(c1, 0) : 0)
      : c0!.at_m + half(c0!, 1) + OUTSIDE_DEPTH_M,
    bottom_m: r0
      ? r0.at_m + (edges[0] || beside ? half(r0, 0) : 0)
      : r1!.at_m - half(r1!, 1) - OUTSIDE_DEPTH_M,
    top_m: r1 ? r1.at_m - (edges[2] || beside ? half(r1, 1) : 0) : r0!.at_m + half(r0!, 0) + OUTSIDE_DEPTH_M,
    edges,
  };
}
