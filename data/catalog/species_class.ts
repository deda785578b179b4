/** The size classes of trees that clearance rules tell apart. */
export type SpeciesClass = "small" | "medium" | "large" | "poplar_willow";

/** Genera and everyday names (nl, en, fr) that the sources of rows CLR026, CLR027 and CLR028 put in a class. */
const NAMES: readonly (readonly [SpeciesClass, readonly string[]])[] = [
  [
    "poplar_willow",
    ["populus", "salix", "populier", "wilg", "treurwilg", "poplar", "willow", "peuplier", "saule"],
  ],
  [
    "large",
    [
      "quercus",
      "fraxinus",
      "fagus",
      "eik",
      "zomereik",
      "es",
      "beuk",
      "oak",
      "ash",
      "beech",
      "chêne",
      "frêne",
      "hêtre",
    ],
  ],
  [
    "medium",
    [
      ...[
        "tilia",
        "castanea",
        "aesculus",
        "malus",
        "pyrus",
        "prunus",
        "pinus",
        "picea",
        "abies",
        "larix",
        "thuja",
      ],
      ...[
        "linde",
        "kastanje",
        "paardenkastanje",
        "appel",
        "appelaar",
        "peer",
        "perelaar",
        "kers",
        "kerselaar",
      ],
      ...["den", "spar", "lime", "linden", "chestnut", "apple", "pear", "cherry", "pine", "spruce", "fir"],
      ...["tilleul", "châtaignier", "marronnier", "pommier", "poirier", "cerisier", "pin", "épicéa", "sapin"],
    ],
  ],
];
const CLASS_OF = new Map(NAMES.flatMap(([size, names]) => names.map((name) => [name, size] as const)));

/**
 * The size class of a tree by its species as a register writes it (Latin, Dutch, English or French; the
 * genus alone will do). Null where the sources name no class for it: nothing is guessed.
 */
export function species_class(species: string): SpeciesClass | null {
  for (const word of species.toLowerCase().split(/[^\p{L}]+/u)) {
    const size = CLASS_OF.get(word);
    if (size) return size;
  }
  return null;
}
