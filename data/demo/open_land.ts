import type { ImportedFeature } from "../importers/types.ts";
import { box, type Drafter } from "./draft.ts";
import { hash_numbers, Random } from "./random.ts";
import { half_widths, type TownPlan } from "./town.ts";
import { park_species, tree_features } from "./tree_features.ts";

const MEADOW_M = 56;
const DITCH_M = 2;

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
