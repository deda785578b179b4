import type { ImportedFeature } from "../importers/types.ts";
import { OUTSIDE_DEPTH_M } from "./block.ts";
import { box, type Drafter } from "./draft.ts";
import { hash_numbers, Random } from "./random.ts";
import { half_widths, type TownPlan } from "./town.ts";
import { park_species, tree_features } from "./tree_features.ts";

const MEADOW_M = 56;
const DITCH_M = 2;

const TRACK_M = 2.6;

/** Meadows with ditches and rows of poplars along the town's east side, where the gas transport pipe lies. */
export function* open_land(drafter: Drafter, plan: TownPlan): Iterable<ImportedFeature> {
  const random = new Random(hash_numbers(plan.seed, 11));
  const column = plan.columns[plan.columns.length - 1]!;
  const from_m = column.at_m + half_widths(column.profile).property[1];
  const to_m = from_m + MEADOW_M;
  const poplar = park_species.find((species) => species.name.startsWith("Populus"))!;
  for (let row = 0; row < plan.rows.length - 1; row++) {
    const bottom_m = plan.rows[row]!.at_m;
    const top_m = plan.rows[row + 1]!.at_m;
    const id = `meadow_${row}`;
    const ditch_m = top_m - DITCH_M;
    yield drafter.area("green", id, box(from_m, bottom_m, to_m, ditch_m), {
      kind: "farmland",
      public_access: false,
    });
    yield drafter.area("surface_water", `${id}_ditch`, box(from_m, ditch_m, to_m, top_m), {
      kind: "ditch",
    });
    // Every second field is hedged by poplars, well away from the pipe's reserved zone.
    if (random.chance(0.5))
      for (let y = bottom_m + 6, n = 0; y < ditch_m - 5; y += random.between(7, 9), n++)
        yield* tree_features(drafter, random, `${id}_t${n}`, [to_m - 4, y], poplar);
  }
}

/** Tracks to the open land between the houses on the outer side of the edge streets, one where each street meets them. */
export function* field_tracks(drafter: Drafter, plan: TownPlan): Iterable<ImportedFeature> {
  const [south, north] = [plan.rows[0]!, plan.rows[plan.rows.length - 1]!];
  const south_m = south.at_m - half_widths(south.profile).property[1];
  const north_m = north.at_m + half_widths(north.profile).property[0];
  for (const [index, column] of plan.columns.slice(1, -1).entries()) {
    const [left_m, right_m] = half_widths(column.profile).property;
    const across = [column.at_m - left_m, column.at_m + right_m] as const;
    yield* track(drafter, `track_s${index}`, across, [south_m - OUTSIDE_DEPTH_M, south_m], true);
    yield* track(drafter, `track_n${index}`, across, [north_m, north_m + OUTSIDE_DEPTH_M], true);
  }
  const west = plan.columns[0]!;
  const west_m = west.at_m - half_widths(west.profile).property[0];
  for (const [index, row] of plan.rows.slice(1, -1).entries()) {
    const [up_m, down_m] = half_widths(row.profile).property;
    const along = [row.at_m - down_m, row.at_m + up_m] as const;
    yield* track(drafter, `track_w${index}`, [west_m - OUTSIDE_DEPTH_M, west_m], along, false);
  }
}

/** A path in the middle of a box, with grass on both sides. */
function* track(
  drafter: Drafter,
  id: string,
  [x0, x1]: readonly [number, number],
  [y0, y1]: readonly [number, number],
  upright: boolean,
): Iterable<ImportedFeature> {
  const middle = upright ? (x0 + x1) / 2 : (y0 + y1) / 2;
  const [a, b] = [middle - TRACK_M / 2, middle + TRACK_M / 2];
  const grass = { kind: "verge", public_access: true };
  yield drafter.area("green", `${id}_0`, upright ? box(x0, y0, a, y1) : box(x0, y0, x1, a), grass);
  yield drafter.area("green", `${id}_1`, upright ? box(b, y0, x1, y1) : box(x0, b, x1, y1), grass);
  yield drafter.area("footway", id, upright ? box(a, y0, b, y1) : box(x0, a, x1, b), {
    surface: "dolomiet",
    width_m: TRACK_M,
  });
}
