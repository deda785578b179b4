import type { ImportedFeature } from "../importers/types.ts";
import type { Block } from "./block.ts";
import type { Drafter, Place } from "./draft.ts";
import type { Random } from "./random.ts";
import type { Edge } from "./town.ts";

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
  const strips = strips_of(block);
  for (const strip of strips) yield* row_of_houses(drafter, random, block, strip, houses);
  const inner = inner_ground(block, strips);
  if (inner)
    yield drafter.area("green", `b${block.column}_${block.row}_inner`, inner, {
      kind: "garden",
      public_access: false,
    });
}

function depths_of(block: Block): { bottom: number; top: number; left: number; right: number } {
  const high_m = block.top_m - block.bottom_m;
  const wide_m = block.right_m - block.left_m;
  const [below, right, above, left] = block.edges;
  const deep = (own: Edge | null, facing: Edge | null, room_m: number, most_m: number): number =>
    own ? Math.min(most_m, facing ? room_m / 2 : room_m - 6) : 0;
  return {
    bottom: deep(below, above, high_m, 27),
    top: deep(above, below, high_m, 27),
    left: deep(left, right, wide_m, 24),
    right: deep(right, left, wide_m, 24),
  };
}

function strips_of(block: Block): Strip[] {
  const { left_m, right_m, bottom_m, top_m } = block;
  const depth = depths_of(block);
  const [below, right, above, left] = block.edges;
  const out: Strip[] = [];
  // A block lies left of the row below it and right of the row above it; right of the column on its left.
  if (below)
    out.push({
      edge: below,
      side: 0,
      from_m: left_m,
      to_m: right_m,
      deep_m: depth.bottom,
      place: (a, d) => [a, bottom_m + d],
    });
  if (above)
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
  if (to_m - from_m < 12) return out;
  if (left)
    out.push({ edge: left, side: 1, from_m, to_m, deep_m: depth.left, place: (a, d) => [left_m + d, a] });
  if (right)
    out.push({ edge: right, side: 0, from_m, to_m, deep_m: depth.right, place: (a, d) => [right_m - d, a] });
  return out;
}

function inner_ground(block: Block, strips: readonly Strip[]): Place[] | null {
  const depth = depths_of(block);
  const has_columns = strips.some((strip) => !strip.edge.along_row);
  const x0 = block.left_m + (has_columns ? depth.left : 0);
  const x1 = block.right_m - (has_columns ? depth.right : 0);
  const y0 = block.bottom_m + depth.bottom;
  const y1 = block.top_m - depth.top;
  if (x1 - x0 < 1 || y1 - y0 < 1) return null;
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}

function* row_of_houses(
  drafter: Drafter,
  random: Random,
  block: Block,
  strip: Strip,
  houses: House[],
): Iterable<ImportedFeature> {
  const terraced = random.chance(0.72);
  const front_garden_m = terraced
    ? random.chance(0.25)
      ? random.between(2.2, 3.5)
      : 0
    : random.between(3.5, 5.5);
  const era = random.pick([1905, 1925, 1934, 1952, 1962, 1971, 1988, 2004, 2016]);
  const run_m = strip.to_m - strip.from_m;
  const count = Math.max(1, Math.round(run_m / random.between(terraced ? 6 : 10.5, terraced ? 8 : 14)));
  const width_m = run_m / count;
  const name = `b${block.column}_${block.row}_${strip.edge.along_row ? "r" : "c"}${strip.side}`;
  for (let n = 0; n < count; n++) {
    const from_m = strip.from_m + n * width_m;
    const to_m = from_m + width_m;
    const id = `${name}_${n}`;
    const at = strip.place;
    yield drafter.area(
      "parcel",
      `${id}_parcel`,
      [at(from_m, 0), at(to_m, 0), at(to_m, strip.deep_m), at(from_m, strip.deep_m)],
      {
        parcel_number: `A ${block.row * 100 + block.column}/${n + 1}${strip.edge.along_row ? "" : "k"}${strip.side}`,
        area_m2: Math.round(width_m * strip.deep_m),
      },
    );
    // An empty plot now and then: a garden wall with a hedge, room for something new.
    if (random.chance(0.05)) {
      yield drafter.line(
        "hedge",
        `${id}_hedge`,
        [at(from_m + 0.5, 0.5), at(to_m - 0.5, 0.5)],
        { kind: "hedge", species: "Carpinus betulus", height_m: 1.6, height_class: "low" },
        { position_accuracy_m: 0.3 },
      );
      continue;
    }
    const gap_m = terraced ? 0 : n % 2 === 0 ? 2.2 : 0;
    const gap_end_m = terraced ? 0 : n % 2 === 1 ? 2.2 : 0;
    const back_m = Math.min(strip.deep_m - 4, front_garden_m + random.between(8.5, 11));
    const annex_m = Math.min(strip.deep_m - 2, back_m + random.between(0, 5));
    const middle_m = from_m + gap_m + (width_m - gap_m - gap_end_m) * random.between(0.4, 0.62);
    const mirrored = random.chance(0.5);
    const deep_left = mirrored ? back_m : annex_m;
    const deep_right = mirrored ? annex_m : back_m;
    const year_built = Math.min(2024, era + random.whole(-6, 14));
    yield drafter.area(
      "building",
      id,
      [
        at(from_m + gap_m, front_garden_m),
        at(to_m - gap_end_m, front_garden_m),
        at(to_m - gap_end_m, deep_right),
        at(middle_m, deep_right),
        at(middle_m, deep_left),
        at(from_m + gap_m, deep_left),
      ],
      {
        year_built,
        building_age: year_built < 1990 ? "old" : "new",
        height_m: Math.round(random.between(terraced ? 8 : 6, terraced ? 11.5 : 8.5) * 10) / 10,
        function: n === 0 && random.chance(0.3) ? "winkel" : "woning",
        cellar: year_built < 1960 && random.chance(0.6),
        dwellings: random.chance(0.07) ? random.whole(3, 8) : 1,
        address: `${strip.edge.street_name} ${strip.side === 0 ? n * 2 + 1 : n * 2 + 2}`,
      },
      { position_accuracy_m: 0.1 },
    );
    if (front_garden_m > 3.4 && random.chance(0.45))
      yield drafter.line(
        "hedge",
        `${id}_hedge`,
        [at(from_m + 0.4, 0.4), at(to_m - 1.4, 0.4)],
        { kind: "hedge", species: "Fagus sylvatica", height_m: 1.2, height_class: "low" },
        { position_accuracy_m: 0.3 },
      );
    houses.push({
      id,
      edge: strip.edge,
      side: strip.side,
      station_m: from_m + gap_m + 0.6,
      width_m: width_m - gap_m - gap_end_m - 1.2,
      front_garden_m,
      year_built,
    });
  }
}
