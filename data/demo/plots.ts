import type { ImportedFeature } from "../importers/types.ts";
import { type Block, OUTSIDE_DEPTH_M } from "./block.ts";
import type { Drafter, Place } from "./draft.ts";
import { house_features, type Plot } from "./house_features.ts";
import type { Random } from "./random.ts";
import type { Edge } from "./town.ts";
import { park_species, tree_features } from "./tree_features.ts";

/** A house as the utilities see it: where its facade meets which street. */
export interface House {
  readonly id: string;
  readonly edge: Edge;
  /** Side of the street that it stands on, and the station of its front door's side. */
  readonly side: number;
  readonly station_m: number;
  readonly width_m: number;
  /** From the property line to the facade. */
  readonly front_garden_m: number;
  readonly year_built: number;
}

/** A strip of plots along one side of a block: local `along` from the strip's start, `deep` from the property line. */
interface Strip {
  readonly edge: Edge;
  readonly side: number;
  readonly from_m: number;
  readonly to_m: number;
  readonly deep_m: number;
  place(along_m: number, deep_m: number): Place;
}

interface Depths {
  readonly bottom: number;
  readonly top: number;
  readonly left: number;
  readonly right: number;
}

/**
 * Parcels, buildings, back gardens and hedges of a block. Houses along the rows take the corners; along
 * the columns they fill what is left. Returns the houses, so that connections can be laid to them.
 */
export function* block_plots(
  drafter: Drafter,
  random: Random,
  block: Block,
  houses: House[],
): Iterable<ImportedFeature> {
  const depths = depths_of(block);
  for (const strip of strips_of(block, depths)) yield* row_of_houses(drafter, random, block, strip, houses);
  yield* inner_ground(drafter, random, block, depths);
}

/** Gardens meet back to back where they can; along a side without a street the ground behind stays open. */
function depths_of(block: Block): Depths {
  const high_m = block.top_m - block.bottom_m;
  const wide_m = block.right_m - block.left_m;
  const [below, right, above, left] = block.edges;
  const deep = (own: Edge | null, facing: Edge | null, room_m: number, share: number, most_m: number) => {
    if (!own) return 0;
    if (facing) return Math.min(room_m * share, most_m);
    // Outside the edge streets the plots take all; where a street was left out, a shared ground stays behind.
    return room_m <= OUTSIDE_DEPTH_M + 0.01 ? room_m : Math.min(room_m - 3, OUTSIDE_DEPTH_M, most_m);
  };
  const rows_only = block.layout === "deep_rows" || (!left && !right);
  const row_share = rows_only ? 0.5 : 0.34;
  const row_most_m = rows_only ? 48 : 29;
  const bottom = deep(below, above, high_m, row_share, row_most_m);
  const top = deep(above, below, high_m, row_share, row_most_m);
  const column_run_m = high_m - bottom - top;
  if (column_run_m < 13) {
    // Too little left for houses along the columns: the gardens of the rows take it.
    if (below && above) return { bottom: high_m / 2, top: high_m / 2, left: 0, right: 0 };
    return { bottom, top, left: 0, right: 0 };
  }
  const meet = block.layout === "deep_columns" || (!below && !above);
  const [column_share, column_most_m] = meet ? [0.5, 60] : [0.3, 27];
  return {
    bottom,
    top,
    left: deep(left, right, wide_m, column_share, column_most_m),
    right: deep(right, left, wide_m, column_share, column_most_m),
  };
}

function strips_of(block: Block, depth: Depths): Strip[] {
  const { left_m, right_m, bottom_m, top_m } = block;
  const [below, right, above, left] = block.edges;
  const out: Strip[] = [];
  // A block lies left of the row below it and right of the row above it; right of the column on its left.
  if (below && depth.bottom > 0)
    out.push({
      edge: below,
      side: 0,
      from_m: left_m,
      to_m: right_m,
      deep_m: depth.bottom,
      place: (a, d) => [a, bottom_m + d],
    });
  if (above && depth.top > 0)
    out.push({
      edge: above,
      side: 1,
      from_m: left_m,
      to_m: right_m,
      deep_m: depth.top,
      place: (a, d) => [a, top_m - d],
    });
  const from_m = bottom_m + depth.bottom;
  const to_m = top_m - depth.top;
  if (left && depth.left > 0)
    out.push({ edge: left, side: 1, from_m, to_m, deep_m: depth.left, place: (a, d) => [left_m + d, a] });
  if (right && depth.right > 0)
    out.push({ edge: right, side: 0, from_m, to_m, deep_m: depth.right, place: (a, d) => [right_m - d, a] });
  return out;
}

/** What lies behind the gardens: a shared garden, allotments, or a paddock with old trees. */
function* inner_ground(
  drafter: Drafter,
  random: Random,
  block: Block,
  depth: Depths,
): Iterable<ImportedFeature> {
  const x0 = block.left_m + depth.left;
  const x1 = block.right_m - depth.right;
  const y0 = block.bottom_m + depth.bottom;
  const y1 = block.top_m - depth.top;
  if (x1 - x0 < 1.5 || y1 - y0 < 1.5) return;
  const id = `b${block.column}_${block.row}`;
  yield drafter.area(
    "green",
    `${id}_inner`,
    [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
    ],
    { kind: "garden", public_access: false },
  );
  if (Math.min(x1 - x0, y1 - y0) < 9) return;
  const count = Math.min(7, Math.floor(((x1 - x0) * (y1 - y0)) / 160));
  for (let n = 0; n < count; n++) {
    const place: Place = [random.between(x0 + 3.5, x1 - 3.5), random.between(y0 + 3.5, y1 - 3.5)];
    yield* tree_features(drafter, random, `${id}_t${n}`, place, random.weighted(park_species.slice(0, 3)));
  }
}

function* row_of_houses(
  drafter: Drafter,
  random: Random,
  block: Block,
  strip: Strip,
  houses: House[],
): Iterable<ImportedFeature> {
  const terraced = random.chance(0.7);
  const front_garden_m = terraced
    ? random.chance(0.25)
      ? random.between(2.2, 3.5)
      : 0
    : random.between(3.5, 5.5);
  const era = random.pick([1905, 1925, 1934, 1952, 1962, 1971, 1988, 2004, 2016]);
  const run_m = strip.to_m - strip.from_m;
  const count = Math.max(1, Math.round(run_m / random.between(terraced ? 5.9 : 10.5, terraced ? 7.6 : 14)));
  const name = `b${block.column}_${block.row}_${strip.edge.along_row ? "r" : "c"}${strip.side}`;
  // Built one by one over a century: no two plots are quite as wide.
  const shares = Array.from(
    { length: count },
    (_, n) => random.between(0.86, 1.14) * (terraced && (n === 0 || n === count - 1) ? 1.25 : 1),
  );
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let from_m = strip.from_m;
  for (const [n, share] of shares.entries()) {
    const to_m = n === count - 1 ? strip.to_m : from_m + (run_m * share) / whole;
    const plot: Plot = {
      id: `${name}_${n}`,
      number: n,
      count,
      from_m,
      to_m,
      deep_m: strip.deep_m,
      edge: strip.edge,
      side: strip.side,
      terraced,
      front_garden_m,
      era,
      parcel_number: `A ${(block.row + 1) * 200 + block.column + 1}/${n + 1}${strip.edge.along_row ? "r" : "k"}${strip.side}`,
      place: strip.place,
    };
    yield* house_features(drafter, random, plot, houses);
    from_m = to_m;
  }
}
