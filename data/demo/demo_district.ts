import type { GeneratedDataset } from "../load_demo.ts";
import { town_datasets } from "./town_datasets.ts";

/**
 * The demo district: a fictional Flemish neighbourhood of about `streets` streets (at least 20), in
 * Belgian Lambert 72, with everything above and below ground. The same seed gives the same district.
 * All of it is synthetic, and says so in every row.
 */
export function demo_district({
  seed,
  streets,
}: {
  seed: number;
  streets: number;
}): readonly GeneratedDataset[] {
  // A street is two to three blocks long; a grid of 8 by 7 lines gives about 40.
  const scale = Math.sqrt(Math.max(20, streets) / 40);
  return town_datasets(
    seed,
    Math.max(4, Math.round(8 * scale)),
    Math.max(4, Math.round(7 * scale)),
    "Molenwijk",
  );
}
