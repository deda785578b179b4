import type { ImportedFeature } from "../importers/types.ts";
import type { Block } from "./block.ts";
import { box, type Drafter, type Place } from "./draft.ts";
import type { Random } from "./random.ts";
import { park_species, street_species, tree_features } from "./tree_features.ts";

export type PlaceKind = "park" | "square" | "school";

/** Blocks and rows of blocks that make up one ward. */
export const WARD_COLUMNS = 6;
export const WARD_ROWS = 5;

/** Which block of a ward is something else than houses; null for houses. */
export function place_kind(column: number, row: number): PlaceKind | null {
  const c = column % WARD_COLUMNS;
  const r = row % WARD_ROWS;
  if (c === 2 && r === 2) return "square";
  if (c === 4 && r === 3) return "park";
  if (c === 1 && r === 1) return "school";
  return null;
}

/** A park with a pond and a swale, a square with trees and a hub, or a school with its playground and boreholes. */
export function* place_features(
  drafter: Drafter,
  random: Random,
  block: Block,
  kind: PlaceKind,
): Iterable<ImportedFeature> {
  const id = `${kind}_${block.column}_${block.row}`;
  const { left_m, right_m, bottom_m, top_m } = block;
  const ring = box(left_m, bottom_m, right_m, top_m);
  const at = (x: number, y: number): Place => [
    left_m + (right_m - left_m) * x,
    bottom_m + (top_m - bottom_m) * y,
  ];
  yield drafter.area("parcel", `${id}_parcel`, ring, {
    parcel_number: `B ${block.row * 100 + block.column}`,
    area_m2: Math.round((right_m - left_m) * (top_m - bottom_m)),
  });
  if (kind === "park") yield* park(drafter, random, id, ring, at);
  else if (kind === "square") yield* square(drafter, random, id, ring, at);
  else yield* school(drafter, random, id, block, at);
}

function oval(centre: Place, rx_m: number, ry_m: number): Place[] {
  return Array.from({ length: 28 }, (_, k) => {
    const angle = (k * Math.PI) / 14;
    const wobble = 1 + 0.12 * Math.sin(3 * angle);
    return [
      centre[0] + rx_m * wobble * Math.cos(angle),
      centre[1] + ry_m * wobble * Math.sin(angle),
    ] as const;
  });
}

function* park(
  drafter: Drafter,
  random: Random,
  id: string,
  ring: Place[],
  at: (x: number, y: number) => Place,
): Iterable<ImportedFeature> {
  yield drafter.area("green", `${id}_lawn`, ring, { kind: "park", public_access: true });
  const pond = at(0.62, 0.6);
  yield drafter.area("surface_water", `${id}_pond`, oval(pond, 17, 11), { kind: "pond", name: "Vijver" });
  yield drafter.area("infiltration", `${id}_swale`, oval(at(0.25, 0.25), 12, 4.5), {
    kind: "swale",
    storage_m3: 38,
    drained_area_m2: 900,
  });
  yield drafter.area(
    "footway",
    `${id}_path`,
    [
      at(0, 0.42),
      at(0.3, 0.42),
      at(0.45, 0.3),
      at(1, 0.3),
      at(1, 0.265),
      at(0.43, 0.265),
      at(0.28, 0.385),
      at(0, 0.385),
    ],
    { surface: "dolomiet", width_m: 2.5 },
  );
  for (let n = 0, tried = 0; n < 22 && tried < 200; tried++) {
    const place = at(random.between(0.06, 0.94), random.between(0.06, 0.94));
    if (Math.hypot(place[0] - pond[0], (place[1] - pond[1]) * 1.4) < 22) continue;
    yield* tree_features(drafter, random, `${id}_t${n++}`, place, random.weighted(park_species));
  }
}

function* square(
  drafter: Drafter,
  random: Random,
  id: string,
  ring: Place[],
  at: (x: number, y: number) => Place,
): Iterable<ImportedFeature> {
  yield drafter.area("paving", `${id}_paving`, ring, { surface: "kasseien", kind: "square" });
  yield drafter.area(
    "building",
    `${id}_hall`,
    [at(0.36, 0.66), at(0.64, 0.66), at(0.64, 0.9), at(0.36, 0.9)],
    {
      year_built: 1888,
      building_age: "old",
      height_m: 14,
      function: "markthal",
      cellar: true,
      dwellings: 0,
      address: "Marktplein 1",
    },
    { position_accuracy_m: 0.1 },
  );
  const species = street_species[0]!;
  for (let n = 0; n < 16; n++) {
    const along = (n % 8) / 7;
    yield* tree_features(
      drafter,
      random,
      `${id}_t${n}`,
      at(0.08 + along * 0.84, n < 8 ? 0.12 : 0.52),
      species,
      n % 5 === 0,
    );
  }
  yield drafter.area("green", `${id}_bed`, [at(0.1, 0.26), at(0.34, 0.26), at(0.34, 0.38), at(0.1, 0.38)], {
    kind: "nature_plot",
    public_access: true,
  });
  yield drafter.point(
    "mobility_hub",
    `${id}_hub`,
    at(0.88, 0.8),
    { name: "Hoppinpunt Markt", shared_cars: 2, shared_bikes: 12, bike_stands: 24 },
    { position_accuracy_m: 0.3 },
  );
  for (let n = 0; n < 2; n++)
    yield drafter.point(
      "charge_point",
      `${id}_cp${n}`,
      at(0.04, 0.7 + n * 0.08),
      { power_kw: 22, points: 2, operator: "Laadnet Voorbeeld (fictief)", access: "publiek" },
      { position_accuracy_m: 0.3 },
    );
}

function* school(
  drafter: Drafter,
  random: Random,
  id: string,
  block: Block,
  at: (x: number, y: number) => Place,
): Iterable<ImportedFeature> {
  yield drafter.area("green", `${id}_green`, box(block.left_m, block.bottom_m, block.right_m, block.top_m), {
    kind: "lawn",
    public_access: false,
  });
  yield drafter.area("paving", `${id}_yard`, [at(0.3, 0.1), at(0.78, 0.1), at(0.78, 0.58), at(0.3, 0.58)], {
    surface: "klinkers",
    kind: "playground",
  });
  yield drafter.area(
    "building",
    `${id}_building`,
    [at(0.08, 0.08), at(0.26, 0.08), at(0.26, 0.64), at(0.9, 0.64), at(0.9, 0.86), at(0.08, 0.86)],
    {
      year_built: 1936,
      building_age: "old",
      height_m: 10,
      function: "school",
      cellar: true,
      dwellings: 0,
      address: "Schoolplein 2",
    },
    { position_accuracy_m: 0.1 },
  );
  for (let n = 0; n < 8; n++)
    yield drafter.point(
      "ground_loop",
      `${id}_bore${n}`,
      [at(0.36, 0.2)[0] + (n % 4) * 6.5, at(0.36, 0.2)[1] + Math.floor(n / 4) * 6.5],
      { kind: "borehole", depth_m: 120, ground: "private", owner: "Stad Voorbeeldstad" },
      { position_accuracy_m: 0.2, top_m: 1, bottom_m: 120, depth_accuracy_m: 0.2, depth_source: "measured" },
    );
  for (let n = 0; n < 5; n++)
    yield* tree_features(drafter, random, `${id}_t${n}`, at(0.86, 0.08 + n * 0.11), street_species[1]!);
  yield drafter.line(
    "hedge",
    `${id}_hedge`,
    [at(0.3, 0.02), at(0.98, 0.02)],
    { kind: "hedge", species: "Crataegus monogyna", height_m: 1.8, height_class: "tall" },
    { position_accuracy_m: 0.3 },
  );
}
