/** A coordinate system that deliveries here come in, with the range its coordinates have where it is used. */
export interface CrsArea {
  readonly srid: number;
  readonly name: string;
  readonly unit: "m" | "degree";
  /** Range of x (easting, longitude) and y over the area of use, with a margin of some kilometres. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Numbers alone may suggest it. False: another entry with the same range is the usual one. */
  readonly suggest: boolean;
}

/**
 * Ranges are the areas of use of the EPSG registry, projected and rounded outwards. Order is the order
 * of suggestion: Belgian first. The degree systems are limited to Europe, where this tool is used:
 * a longitude of 48 with a latitude of 8 lies in Somalia and means swapped axes.
 */
export const CRS_AREAS: readonly CrsArea[] = [
  area(31370, "BD72 / Belgian Lambert 72", [10_000, 305_000], [15_000, 250_000]),
  area(3812, "ETRS89 / Belgian Lambert 2008", [510_000, 805_000], [515_000, 750_000]),
  area(28992, "Amersfoort / RD New", [-10_000, 300_000], [295_000, 635_000]),
  area(31466, "DHDN / 3-degree Gauss-Krüger zone 2", [2_480_000, 2_740_000], [5_200_000, 6_130_000]),
  area(31467, "DHDN / 3-degree Gauss-Krüger zone 3", [3_380_000, 3_620_000], [5_200_000, 6_130_000]),
  area(31468, "DHDN / 3-degree Gauss-Krüger zone 4", [4_370_000, 4_630_000], [5_200_000, 6_130_000]),
  area(31469, "DHDN / 3-degree Gauss-Krüger zone 5", [5_370_000, 5_630_000], [5_200_000, 6_130_000]),
  area(25831, "ETRS89 / UTM zone 31N", [160_000, 840_000], [3_900_000, 9_350_000]),
  area(25832, "ETRS89 / UTM zone 32N", [160_000, 840_000], [3_900_000, 9_350_000]),
  area(25833, "ETRS89 / UTM zone 33N", [160_000, 840_000], [3_900_000, 9_350_000]),
  area(32631, "WGS 84 / UTM zone 31N", [160_000, 840_000], [0, 9_350_000], false),
  area(32632, "WGS 84 / UTM zone 32N", [160_000, 840_000], [0, 9_350_000], false),
  area(32633, "WGS 84 / UTM zone 33N", [160_000, 840_000], [0, 9_350_000], false),
  area(2154, "RGF93 / Lambert-93", [-10_000, 1_260_000], [6_000_000, 7_150_000]),
  area(2169, "LUREF / Luxembourg TM", [40_000, 112_000], [50_000, 145_000]),
  area(3857, "WGS 84 / Pseudo-Mercator", [-2_800_000, 3_800_000], [4_000_000, 11_500_000]),
  area(3035, "ETRS89-extended / LAEA Europe", [2_400_000, 7_400_000], [1_300_000, 5_500_000]),
  { srid: 4326, name: "WGS 84", unit: "degree", x: [-25, 33], y: [33, 72], suggest: true },
  { srid: 4258, name: "ETRS89", unit: "degree", x: [-25, 33], y: [33, 72], suggest: false },
  { srid: 4313, name: "BD72", unit: "degree", x: [-25, 33], y: [33, 72], suggest: false },
  { srid: 4289, name: "Amersfoort", unit: "degree", x: [-25, 33], y: [33, 72], suggest: false },
];

function area(
  srid: number,
  name: string,
  x: readonly [number, number],
  y: readonly [number, number],
  suggest = true,
): CrsArea {
  return { srid, name, unit: "m", x, y, suggest };
}
