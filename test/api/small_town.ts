import type { ImportedFeature, ImportItem } from "../../data/importers/types.ts";
import { store_delivery } from "../../data/store_delivery.ts";
import type { TestStore } from "../store/test_store.ts";

/** Where the town lies, in Lambert 72: a street from west to east along y = 195000. */
export const town = {
  street_id: "dorpsstraat",
  side_street_id: "kerkstraat",
  /** In the middle of Dorpsstraat. */
  x: 165100,
  y: 195000,
} as const;

type Row = readonly [layer: string, source_id: string, wkt: string, more?: Partial<ImportedFeature>];

// A gas line with a tree 1 m from it, a water main beside a sewer, houses on both sides.
const rows: readonly Row[] = [
  ["building", "b1", "POLYGON((165000 195008,165200 195008,165200 195018,165000 195018,165000 195008))"],
  ["building", "b2", "POLYGON((165000 194982,165200 194982,165200 194992,165000 194992,165000 194982))"],
  [
    "gas_low",
    "g1",
    "LINESTRING(165000 195004,165200 195004)",
    {
      diameter_m: 0.11,
      top_m: 0.8,
      bottom_m: 0.91,
      position_accuracy_m: 0.1,
      depth_source: "measured",
      depth_accuracy_m: 0.1,
    },
  ],
  [
    "water_main",
    "w1",
    "LINESTRING(165000 195003.8,165200 195003.8)",
    {
      diameter_m: 0.15,
      top_m: 1,
      bottom_m: 1.15,
      position_accuracy_m: 0.1,
      depth_source: "measured",
      depth_accuracy_m: 0.1,
    },
  ],
  [
    "sewer_combined",
    "s1",
    "LINESTRING(165000 195000,165200 195000)",
    { diameter_m: 0.4, top_m: 2, bottom_m: 2.4 },
  ],
  ["tree", "t1", "POINT(165100 195005)", { attributes: { name: 'Linde <b>&</b> "oud"' } }],
  ["tree", "t2", "POINT(165120 194994)"],
  ["parking", "p1", "POLYGON((165010 194994,165040 194994,165040 194996,165010 194996,165010 194994))"],
];

/** Loads the town into a test store the way an import does, analysis included. */
export async function load_small_town({ store, viewer }: TestStore): Promise<{ dataset_id: number }> {
  const hex = async (wkt: string): Promise<string> => {
    const [row] = await store.sql<
      { hex: string }[]
    >`select encode(st_asewkb(st_geomfromtext(${wkt}, 31370)), 'hex') as hex`;
    return row!.hex;
  };
  const items: ImportItem[] = [];
  const segments = [
    ["a", "Dorpsstraat", "LINESTRING(165000 195000,165200 195000)"],
    ["b", "Kerkstraat", "LINESTRING(165200 195000,165200 195150)"],
    ["c", null, "LINESTRING(165000 195000,165000 194900)"],
  ] as const;
  for (const [source_id, street_name, wkt] of segments)
    items.push({
      kind: "segment",
      source_id,
      street_key: null,
      street_name,
      geom_hex: await hex(wkt),
      srid: 31370,
      attributes: {},
    });
  items.push({
    kind: "district",
    source_id: "kern",
    name: "Kern",
    inhabitants: 100,
    dwellings: 45,
    geom_hex: await hex(
      "MULTIPOLYGON(((164900 194890,165190 194890,165190 195100,164900 195100,164900 194890)))",
    ),
    srid: 31370,
  });
  for (const [layer, source_id, wkt, more] of rows)
    items.push({
      kind: "feature",
      layer,
      source_id,
      geom_hex: await hex(wkt),
      srid: 31370,
      status: "in_use",
      top_m: null,
      bottom_m: null,
      diameter_m: null,
      position_accuracy_m: null,
      depth_accuracy_m: null,
      depth_source: "unknown",
      valid_from: null,
      valid_to: null,
      attributes: {},
      ...more,
    });
  items.push({
    kind: "rejected",
    row: "17",
    field: "geometry",
    code: "geometry_empty",
    message: "expected a point, got nothing",
  });
  const [row] = await store.sql<{ id: number }[]>`
    insert into import (authority_id, file_name, state, created_by)
    values (${viewer.authority_id}, 'town.gpkg', 'reading', ${viewer.id}) returning id`;
  const stored = await store_delivery(store, {
    items,
    importer: "test",
    file_name: "town.gpkg",
    viewer,
    import_id: row!.id,
    mapping: null,
    signal: new AbortController().signal,
  });
  return { dataset_id: stored.dataset_ids[0]! };
}

/** A place in the town, given in Lambert 72, as [longitude, latitude]. */
export async function at_town({ store }: TestStore, x: number, y: number): Promise<[number, number]> {
  const [row] = await store.sql<{ lon: number; lat: number }[]>`
    select st_x(p) as lon, st_y(p) as lat from (select st_transform(st_setsrid(st_point(${x}, ${y}), 31370), 4326) as p) q`;
  return [row!.lon, row!.lat];
}

/** The tile of a zoom that holds a place. */
export function tile_of(
  [lon, lat]: readonly [number, number],
  z: number,
): { z: number; x: number; y: number } {
  const side = 2 ** z;
  const sin = Math.sin((lat * Math.PI) / 180);
  return {
    z,
    x: Math.floor(((lon + 180) / 360) * side),
    y: Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * side),
  };
}
