import type { ImportedFeature } from "../importers/types.ts";
import type { Block } from "./block.ts";
import { box, type Drafter, type Place } from "./draft.ts";
import type { Random } from "./random.ts";
import type { TownPlan } from "./town.ts";
import { park_species, street_species, tree_features } from "./tree_features.ts";

export type PlaceKind = "park" | "square" | "school";

/** Blocks and rows of blocks that make up one ward. */
export const WARD_COLUMNS = 6;
export const WARD_ROWS = 5;

/** Which block of a ward is something else than houses; null for houses. */
export function place_kind(plan: TownPlan, column: number, row: number): PlaceKind | null {
  const outside = column < 0 || row < 0 || column >= plan.columns.length - 1 || row >= plan.rows.length - 1;
  if (outside) return null;
  const c = column % WARD_COLUMNS;
  const r = row % WARD_ROWS;
  if (c === 2 && r === 2) return "square";
  if (c === 4 && r === 3) return "park";
  if (c === 1 && r === 1) return "school";
  return null;
}

/** A place of a block by shares of its width and height, from its lower left corner. */
type At = (x: number, y: number) => Place;

/** A park with a pond and a swale, a square with church, trees and a hub, or a school with its playground and boreholes. */
export function* place_features(
  drafter: Drafter,
  random: Random,
  block: Block,
  kind: PlaceKind,
): Iterable<ImportedFeature> {
  const id = `${kind}_${block.column}_${block.row}`;
  const { left_m, right_m, bottom_m, top_m } = block;
  const ring = box(left_m, bottom_m, right_m, top_m);
  const at: At = (x, y) => [left_m + (right_m - left_m) * x, bottom_m + (top_m - bottom_m) * y];
  yield drafter.area("parcel", `${id}_parcel`, ring, {
    parcel_number: `B ${block.row * 100 + block.column}`,
    area_m2: Math.round((right_m - left_m) * (top_m - bottom_m)),
  });
  if (kind === "park") yield* park(drafter, random, id, at);
  else if (kind === "square") yield* square(drafter, random, id, ring, at);
  else yield* school(drafter, random, id, ring, at);
}

function oval(centre: Place, rx_m: number, ry_m: number, wobble = 0.12): Place[] {
  return Array.from({ length: 28 }, (_, k) => {
    const angle = (k * Math.PI) / 14;
    const swell = 1 + wobble * (0.7 * Math.sin(2 * angle + 0.6) + 0.5 * Math.cos(3 * angle));
    return [centre[0] + rx_m * swell * Math.cos(angle), centre[1] + ry_m * swell * Math.sin(angle)] as const;
  });
}

/** Heights of the park's winding path, as shares of the block, from its left edge to its right one. */
function path_height(x: number): number {
  return 0.34 + 0.09 * Math.sin(2 * Math.PI * (x * 0.9 + 0.1)) + 0.05 * Math.sin(7 * x);
}

function* park(drafter: Drafter, random: Random, id: string, at: At): Iterable<ImportedFeature> {
  const half_path_m = 1.4;
  const edge = (sign: number): Place[] =>
    Array.from({ length: 25 }, (_, k) => {
      const [x, y] = at(k / 24, path_height(k / 24));
      return [x, y + sign * half_path_m] as const;
    });
  const [below, above] = [edge(-1), edge(1)];
  const pond = at(0.6, 0.7);
  const swale = at(0.24, 0.13);
  const pond_ring = oval(pond, 19, 10.5, 0.2);
  const swale_ring = oval(swale, 13, 4);
  const lawn = { kind: "park", public_access: true };
  yield drafter.area("green", `${id}_lawn_0`, [at(0, 0), at(1, 0), ...below.toReversed()], lawn, {}, [
    swale_ring,
  ]);
  yield drafter.area("green", `${id}_lawn_1`, [...above, at(1, 1), at(0, 1)], lawn, {}, [pond_ring]);
  yield drafter.area("footway", `${id}_path`, [...below, ...above.toReversed()], {
    surface: "dolomiet",
    width_m: 2.8,
  });
  yield drafter.area("surface_water", `${id}_pond`, pond_ring, { kind: "pond", name: "Parkvijver" });
  yield drafter.area("infiltration", `${id}_swale`, swale_ring, {
    kind: "swale",
    storage_m3: 38,
    drained_area_m2: 900,
  });
  const origin = at(0, 0);
  const size = at(1, 1);
  for (let n = 0, tried = 0; n < 30 && tried < 300; tried++) {
    // Roots of park trees stay off the mains of the streets around.
    const x = random.between(0.11, 0.89);
    const place = at(x, random.between(0.11, 0.89));
    const from_path_m = Math.abs(place[1] - origin[1] - path_height(x) * (size[1] - origin[1]));
    if (Math.hypot((place[0] - pond[0]) / 24, (place[1] - pond[1]) / 15) < 1 || from_path_m < 3.2) continue;
    if (Math.hypot((place[0] - swale[0]) / 17, (place[1] - swale[1]) / 8) < 1) continue;
    yield* tree_features(drafter, random, `${id}_t${n++}`, place, random.weighted(park_species));
  }
}

function* square(
  drafter: Drafter,
  random: Random,
  id: string,
  ring: Place[],
  at: At,
): Iterable<ImportedFeature> {
  // A church with its tower to the west, a transept and a narrower choir to the east.
  const church = [
    [0.08, 0.655],
    [0.13, 0.655],
    [0.13, 0.62],
    [0.26, 0.62],
    [0.26, 0.56],
    [0.34, 0.56],
    [0.34, 0.62],
    [0.42, 0.64],
    [0.455, 0.675],
    [0.455, 0.725],
    [0.42, 0.76],
    [0.34, 0.78],
    [0.34, 0.84],
    [0.26, 0.84],
    [0.26, 0.78],
    [0.13, 0.78],
    [0.13, 0.745],
    [0.08, 0.745],
  ].map(([x, y]) => at(x!, y!));
  const bed = [at(0.07, 0.5), at(0.47, 0.5), at(0.47, 0.9), at(0.07, 0.9)].map(
    ([x, y], n) => [x + (n % 3 === 0 ? -4 : 4), y] as const,
  );
  const fountain = oval(at(0.7, 0.47), 3.4, 3.4, 0);
  yield drafter.area(
    "paving",
    `${id}_paving`,
    ring,
    { material: "kasseien", permeable: false, year_built: 1998 },
    {},
    [bed, fountain],
  );
  yield drafter.area("green", `${id}_churchyard`, bed, { kind: "nature_plot", public_access: true }, {}, [
    church,
  ]);
  yield drafter.area("surface_water", `${id}_fountain`, fountain, { kind: "fountain", name: "Marktfontein" });
  yield drafter.area(
    "building",
    `${id}_church`,
    church,
    {
      year_built: 1888,
      building_age: "old",
      height_m: 22,
      function: "kerk",
      cellar: true,
      dwellings: 0,
      address: "Marktplein 1",
    },
    { position_accuracy_m: 0.1 },
  );
  // Limes in two rows along the market, old ones round the churchyard.
  const rows: Place[] = [];
  for (let n = 0; n < 9; n++) rows.push(at(0.09 + n * 0.103, 0.08), at(0.09 + n * 0.103, 0.2));
  for (let n = 0; n < 5; n++) rows.push(at(0.93, 0.34 + n * 0.14));
  for (let n = 0; n < 5; n++) rows.push(at(0.09 + n * 0.09, 0.525), at(0.09 + n * 0.09, 0.875));
  const species = street_species[0]!;
  for (const [n, place] of rows.entries())
    yield* tree_features(drafter, random, `${id}_t${n}`, place, species, n % 5 === 0);
  yield drafter.point(
    "mobility_hub",
    `${id}_hub`,
    at(0.86, 0.86),
    { name: "Hoppinpunt Markt", shared_cars: 2, shared_bikes: 12, bike_stands: 24 },
    { position_accuracy_m: 0.3 },
  );
  for (let n = 0; n < 2; n++)
    yield drafter.point(
      "charge_point",
      `${id}_cp${n}`,
      at(0.6 + n * 0.08, 0.95),
      { power_kw: 22, points: 2, operator: "Laadnet Voorbeeld (fictief)", access: "publiek" },
      { position_accuracy_m: 0.3 },
    );
}

function* school(
  drafter: Drafter,
  random: Random,
  id: string,
  ring: Place[],
  at: At,
): Iterable<ImportedFeature> {
  const yard = [at(0.3, 0.1), at(0.78, 0.1), at(0.78, 0.56), at(0.3, 0.56)];
  const building = [
    at(0.08, 0.08),
    at(0.24, 0.08),
    at(0.24, 0.64),
    at(0.92, 0.64),
    at(0.92, 0.86),
    at(0.62, 0.86),
    at(0.62, 0.8),
    at(0.08, 0.8),
  ];
  const gym = [at(0.83, 0.12), at(0.95, 0.12), at(0.95, 0.48), at(0.83, 0.48)];
  yield drafter.area("green", `${id}_green`, ring, { kind: "lawn", public_access: false }, {}, [
    yard,
    building,
    gym,
  ]);
  yield drafter.area("paving", `${id}_yard`, yard, {
    material: "klinkers",
    permeable: false,
    year_built: 1985,
  });
  const facts = { year_built: 1936, building_age: "old", function: "school", cellar: true, dwellings: 0 };
  yield drafter.area(
    "building",
    `${id}_building`,
    building,
    { ...facts, height_m: 10, address: "Schoolplein 2" },
    { position_accuracy_m: 0.1 },
  );
  yield drafter.area(
    "building",
    `${id}_gym`,
    gym,
    { ...facts, year_built: 1974, height_m: 7, cellar: false },
    { position_accuracy_m: 0.1 },
  );
  const first = at(0.36, 0.2);
  for (let n = 0; n < 8; n++)
    yield drafter.point(
      "ground_loop",
      `${id}_bore${n}`,
      [first[0] + (n % 4) * 6.5, first[1] + Math.floor(n / 4) * 6.5],
      { kind: "borehole", depth_m: 120, ground: "private", owner: "Voorbeeldstad" },
      { position_accuracy_m: 0.2, top_m: 1, bottom_m: 120, depth_accuracy_m: 0.2, depth_source: "measured" },
    );
  for (let n = 0; n < 7; n++)
    yield* tree_features(drafter, random, `${id}_t${n}`, at(0.14 + n * 0.12, 0.93), street_species[1]!);
  yield drafter.line(
    "hedge",
    `${id}_hedge`,
    [at(0.3, 0.02), at(0.98, 0.02)],
    { kind: "hedge", species: "Crataegus monogyna", height_m: 1.8, height_class: "tall" },
    { position_accuracy_m: 0.3 },
  );
}
