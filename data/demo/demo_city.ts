import type { GeneratedDataset } from "../load_demo.ts";
import { town_datasets } from "./town_datasets.ts";

/** Features that one block brings with it: about 244 in a city of a million, more in a small one; a little low, so that the city is never too small. */
const FEATURES_PER_BLOCK = 225;

/**
 * A city of at least `features` features: the demo district's plan on a larger grid, ward after ward.
 * Rows come as a stream. The same seed gives the same city.
 */
export function demo_city({
  seed,
  features,
}: {
  seed: number;
  features: number;
}): readonly GeneratedDataset[] {
  const side = Math.ceil(Math.sqrt(Math.max(1, features) / FEATURES_PER_BLOCK));
  return town_datasets(seed, Math.max(4, side + 1), Math.max(4, side + 1), "Voorbeeldstad");
}
