import { gunzipSync } from "node:zlib";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { read_tile_bytes, read_tile_rows } from "../../../api/queries/tile.ts";
import { encode_tile } from "../../../api/tiles/encode_tile.ts";
import { get_tile, tile_groups } from "../../../api/tiles/get_tile.ts";
import { TileCache } from "../../../api/tiles/tile_cache.ts";
import { open_test_store, store_kinds, type TestStore } from "../../store/test_store.ts";
import { at_town, load_small_town, tile_of } from "../small_town.ts";

interface Decoded {
  readonly layer: string;
  readonly id: number | undefined;
  readonly type: number;
  readonly properties: Record<string, unknown>;
  readonly parts: readonly string[];
}

/** A ring without its start: the smallest rotation, so that the same ring is the same text. */
function ring_text(points: { x: number; y: number }[]): string {
  const open = points.slice(0, -1).map(({ x, y }) => `${x} ${y}`);
  const first = open.indexOf([...open].sort()[0]!);
  return [...open.slice(first), ...open.slice(0, first)].join(",");
}

function decode(bytes: Uint8Array): Decoded[] {
  const tile = new VectorTile(new PbfReader(bytes));
  const found: Decoded[] = [];
  for (const [layer, contents] of Object.entries(tile.layers))
    for (let i = 0; i < contents.length; i++) {
      const feature = contents.feature(i);
      const parts = feature
        .loadGeometry()
        .map((part) =>
          feature.type === 3 ? ring_text(part) : part.map(({ x, y }) => `${x} ${y}`).join(","),
        );
      found.push({ layer, id: feature.id, type: feature.type, properties: { ...feature.properties }, parts });
    }
  return found.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

describe.each(store_kinds)("get_tile on %s", (kind) => {
  let test: TestStore;
  let place: [number, number];
  beforeAll(async () => {
    test = await open_test_store(kind);
    await load_small_town(test);
    place = await at_town(test, 165100, 195000);
  });
  afterAll(() => test.close());

  it("keeps a tile under the data version it was made at, and asks the store no more", async () => {
    const cache = new TileCache();
    const address = { group: "below", ...tile_of(place, 16) } as const;
    const [{ data_version } = { data_version: -1 }] = await test.store.sql<
      { data_version: number }[]
    >`select data_version from authority`;
    // What a viewer may see is asked once a second: however slow the machine, this takes no second.
    const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now());
    const made = await get_tile(test.store, cache, test.viewer, address, data_version);
    expect(made.data_version).toBe(data_version);
    const deaf = { ...test.store, as_viewer: () => Promise.reject(new Error("asked the store")) };
    expect(await get_tile(deaf, cache, test.viewer, address, data_version)).toBe(made);
    await expect(get_tile(deaf, cache, test.viewer, address, data_version + 1)).rejects.toThrow(
      "asked the store",
    );
    // Another viewer's tile is another tile.
    await expect(
      get_tile(deaf, cache, { ...test.viewer, role: "resident" }, address, data_version),
    ).rejects.toThrow("asked the store");
    clock.mockRestore();
  });

  it("makes a tile once for many who ask at the same time", async () => {
    let reads = 0;
    const counting = {
      ...test.store,
      as_viewer: ((...args: Parameters<typeof test.store.as_viewer>) => {
        reads += 1;
        return test.store.as_viewer(...args);
      }) as typeof test.store.as_viewer,
    };
    const address = { group: "above", ...tile_of(place, 15) } as const;
    const cache = new TileCache();
    const tiles = await Promise.all(
      Array.from({ length: 8 }, () => get_tile(counting, cache, test.viewer, address, 999)),
    );
    // Once what the viewer may see, once the tile.
    expect(reads).toBe(2);
    expect(new Set(tiles.map((tile) => tile.hash)).size).toBe(1);
  });

  it("leaves restricted layers out of a resident's tile", async () => {
    await test.store.sql`update dataset set access_class = 'restricted', owner_organisation_id = 'town'`;
    const address = { group: "below", ...tile_of(place, 16) } as const;
    const resident = { ...test.viewer, role: "resident", organisation_id: "nobody" } as const;
    const own = await get_tile(test.store, new TileCache(), test.viewer, address, null);
    const theirs = await get_tile(test.store, new TileCache(), resident, address, null);
    await test.store.sql`update dataset set access_class = 'public'`;
    expect(decode(gunzipSync(own.gzipped)).length).toBeGreaterThan(0);
    expect(theirs.gzipped).toHaveLength(0);
  });
});

describe.skipIf(!store_kinds.includes("postgis"))("tiles of the API and of ST_AsMVT", () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store("postgis");
    await load_small_town(test);
  });
  afterAll(() => test.close());

  it.each(tile_groups)("are the same: %s", async (group) => {
    const place = await at_town(test, 165100, 195000);
    let features = 0;
    for (const z of [12, 14, 16, 17, 18]) {
      const address = { group, ...tile_of(place, z) };
      const [{ rows }, { bytes }] = await Promise.all([
        test.store.as_viewer(test.viewer, (sql) => read_tile_rows(sql, address)),
        test.store.as_viewer(test.viewer, (sql) => read_tile_bytes(sql, address)),
      ]);
      const ours = decode(encode_tile(rows));
      features += ours.length;
      expect(ours, `${group} at zoom ${z}`).toEqual(decode(bytes));
    }
    expect(features).toBeGreaterThan(0);
  });
});
