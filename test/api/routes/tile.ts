import { gunzipSync } from "node:zlib";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";
import { at_town, tile_of } from "../small_town.ts";

const zipped = { "accept-encoding": "gzip" };

export const tile_tests: RouteTests = {
  "GET /tiles.json": async ({ ask, test }) => {
    const { data_version } = (await ask("GET", "/authority")).body;
    const { status, body } = await ask("GET", "/tiles.json?group=street");
    expect(status).toBe(200);
    expect(body.tiles).toEqual([`http://localhost/api/v1/tiles/street/{z}/{x}/{y}?v=${data_version}`]);
    expect(body.vector_layers.map((layer: { id: string }) => layer.id)).toEqual([
      "street_axis",
      "street_zone",
      "district",
    ]);
    const proxied = await ask("GET", "/tiles.json", undefined, { "x-forwarded-proto": "https" });
    expect(proxied.body.tiles[0]).toMatch(/^https:\/\/localhost\//);
    // A delivery far from every street is inside the bounds: a map asks for no tile outside them.
    const [far] = await test.store.sql<{ id: number }[]>`
      insert into dataset (authority_id, key, name, importer, source_file, owner_organisation_id, access_class, srid, extent)
      values ('testdorp', 'far', 'far', 'test', 'test', 'town', 'public', 31370, st_makeenvelope(105000, 190000, 105100, 190100, 31370)) returning id`;
    const [west, south] = (await ask("GET", "/tiles.json")).body.bounds;
    const corner = await at_town(test, 105000, 190000);
    // The extent of all, as a box in the analysis CRS, is turned a little against the meridians: west of its corner by some metres.
    expect(west).toBeGreaterThan(corner[0] - 0.01);
    expect(west).toBeLessThanOrEqual(corner[0]);
    expect(south).toBeLessThanOrEqual(corner[1]);
    await test.store.sql`delete from dataset where id = ${far!.id}`;
    expect(await ask("GET", "/tiles.json?group=sky")).toMatchObject({
      status: 400,
      body: { code: "invalid_request" },
    });
  },
  "GET /tiles/{group}/{z}/{x}/{y}": async ({ ask, test, deps }) => {
    const { z, x, y } = tile_of(await at_town(test, 165100, 195000), 17);
    const { data_version } = (await ask("GET", "/authority")).body;
    const path = `/tiles/below/${z}/${x}/${y}`;
    const first = await ask("GET", `${path}?v=${data_version}`, undefined, zipped);
    expect(first.status).toBe(200);
    expect(first.headers.get("content-type")).toBe("application/vnd.mapbox-vector-tile");
    expect(first.headers.get("content-encoding")).toBe("gzip");
    expect(first.headers.get("cache-control")).toContain("immutable");
    const etag = first.headers.get("etag")!;
    expect(etag).toMatch(/^"[\w-]{20,}-gz"$/);
    const tile = new VectorTile(new PbfReader(gunzipSync(first.body)));
    expect(Object.keys(tile.layers).sort()).toEqual(["gas_low", "sewer_combined", "water_main"]);
    expect(tile.layers.gas_low!.feature(0).properties).toEqual({
      status: "in_use",
      diameter_m: 0.11,
      top_m: 0.8,
    });

    const again = await ask("GET", `${path}?v=${data_version}`, undefined, {
      ...zipped,
      "if-none-match": etag,
    });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
    const plain = await ask("GET", path, undefined, { "if-none-match": etag });
    expect(plain.status).toBe(200);
    expect(plain.headers.get("etag")).not.toBe(etag);
    expect(plain.headers.get("cache-control")).toBe("private, no-cache");
    expect(Buffer.from(plain.body).equals(gunzipSync(first.body))).toBe(true);

    // The second came from memory; a change of the data makes a new tile under a new version.
    const { misses } = deps.tiles;
    await ask("GET", `${path}?v=${data_version}`, undefined, zipped);
    expect(deps.tiles.misses).toBe(misses);
    await test.store.sql`update feature set diameter_m = 0.2 where layer = 'gas_low'`;
    await test.store.sql`update authority set data_version = data_version + 1`;
    const newer = await ask("GET", `${path}?v=${data_version + 1}`, undefined, {
      ...zipped,
      "if-none-match": etag,
    });
    expect(newer.status).toBe(200);
    expect(newer.headers.get("x-data-version")).toBe(String(data_version + 1));
    expect(
      new VectorTile(new PbfReader(gunzipSync(newer.body))).layers.gas_low!.feature(0).properties.diameter_m,
    ).toBe(0.2);
    await test.store.sql`update feature set diameter_m = 0.11 where layer = 'gas_low'`;
    await test.store.sql`update authority set data_version = data_version + 1`;

    expect((await ask("GET", `/tiles/above/17/0/0`)).status).toBe(204);
    for (const bad of [
      "/tiles/above/23/0/0",
      "/tiles/above/2/4/0",
      "/tiles/above/2/0/9",
      "/tiles/above/a/0/0",
      "/tiles/sky/2/0/0",
      "/tiles/above/1/0/-1",
      "/tiles/above/1/0/0?v=x",
    ])
      expect(await ask("GET", bad), bad).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  },
  "GET /tiles/{z}/{x}/{y}": async ({ ask, test }) => {
    const { z, x, y } = tile_of(await at_town(test, 165100, 195000), 16);
    const alias = await ask("GET", `/tiles/${z}/${x}/${y}?group=street`);
    const full = await ask("GET", `/tiles/street/${z}/${x}/${y}`);
    expect(alias.status).toBe(200);
    expect(Buffer.from(alias.body).equals(Buffer.from(full.body))).toBe(true);
    const tile = new VectorTile(new PbfReader(alias.body));
    const names = Array.from(
      { length: tile.layers.street_axis!.length },
      (_, i) => tile.layers.street_axis!.feature(i).properties.name,
    );
    expect(names).toContain("Dorpsstraat");
    expect(Object.keys(tile.layers)).toContain("street_zone");
  },
};
