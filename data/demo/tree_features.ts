import { root_protection_radius_m } from "../catalog/formulas.ts";
import type { ImportedFeature } from "../importers/types.ts";
import type { Drafter, Place } from "./draft.ts";
import type { Random } from "./random.ts";

export interface Species {
  readonly name: string;
  readonly species_class: "small" | "medium" | "large" | "poplar_willow";
  /** Full-grown crown and height. */
  readonly crown_m: number;
  readonly height_m: number;
  readonly weight: number;
}

export const street_species: readonly Species[] = [
  { name: "Tilia cordata", species_class: "medium", crown_m: 7, height_m: 14, weight: 5 },
  { name: "Acer campestre", species_class: "small", crown_m: 5, height_m: 9, weight: 5 },
  { name: "Carpinus betulus 'Fastigiata'", species_class: "small", crown_m: 4, height_m: 10, weight: 4 },
  { name: "Pyrus calleryana 'Chanticleer'", species_class: "small", crown_m: 4, height_m: 9, weight: 4 },
  { name: "Platanus × hispanica", species_class: "large", crown_m: 10, height_m: 18, weight: 2 },
  { name: "Prunus serrulata", species_class: "small", crown_m: 5, height_m: 7, weight: 3 },
];
export const park_species: readonly Species[] = [
  { name: "Quercus robur", species_class: "large", crown_m: 13, height_m: 20, weight: 4 },
  { name: "Fagus sylvatica", species_class: "large", crown_m: 14, height_m: 22, weight: 3 },
  { name: "Betula pendula", species_class: "medium", crown_m: 7, height_m: 15, weight: 3 },
  { name: "Salix alba", species_class: "poplar_willow", crown_m: 11, height_m: 16, weight: 2 },
  { name: "Populus × canadensis", species_class: "poplar_willow", crown_m: 9, height_m: 24, weight: 2 },
];

/** A tree with its root zone: 12 times the trunk's diameter, at most 15 m. Grown in proportion to its age. */
export function* tree_features(
  drafter: Drafter,
  random: Random,
  id: string,
  place: Place,
  species: Species,
  root_barrier = false,
): Iterable<ImportedFeature> {
  const year_planted = random.whole(1962, 2022);
  const grown = Math.min(1, 0.25 + (2026 - year_planted) / 55);
  const trunk_diameter_cm = Math.round((6 + species.crown_m * 3.4 * grown) * random.between(0.85, 1.15));
  const radius_m = root_protection_radius_m(trunk_diameter_cm / 100);
  yield drafter.disc("root_zone", `${id}_roots`, place, radius_m, {
    radius_m: Math.round(radius_m * 100) / 100,
    trunk_diameter_cm,
  });
  yield drafter.point(
    "tree",
    id,
    place,
    {
      species: species.name,
      species_class: species.species_class,
      trunk_diameter_cm,
      height_m: Math.round(species.height_m * grown * 10) / 10,
      crown_diameter_m: Math.round(species.crown_m * grown * 10) / 10,
      year_planted,
      root_barrier,
    },
    { position_accuracy_m: 0.1 },
  );
}
