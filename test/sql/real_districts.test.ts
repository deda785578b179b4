import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run_import } from "../importers/run_import.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { deliver } from "./deliver.ts";

const folder = fileURLToPath(new URL("../../../shared/fixtures/wijken-vlaanderen/", import.meta.url));
const present = existsSync(folder);
if (!present) console.log("skipped: real neighbourhoods (../shared/fixtures is absent)");
const files = [
  ["antwerpen_wijken.geojson", 67],
  ["wijken_leuven_gent_tienen_lille.shp", 71],
] as const;

describe.skipIf(!present).each(store_kinds)("measures over real neighbourhoods on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
    for (const [name] of files) await deliver(test, name, (await run_import(join(folder, name))).items);
  });
  afterAll(() => test.close());

  it("come in whole, as districts with a name and a valid area", async () => {
    const rows = await test.store.sql<{ n: number; named: number; valid: number; ids: number }[]>`
      select count(*)::int as n, count(*) filter (where name <> '')::int as named, count(distinct id)::int as ids,
        count(*) filter (where st_isvalid(geom) and st_area(geom) > 1000)::int as valid from district`;
    const all = files.reduce((sum, [, count]) => sum + count, 0);
    expect([...rows]).toEqual([{ n: all, named: all, ids: all, valid: all }]);
  });

  it("a hedge across two of them counts in each for what lies there, together for all of it", async () => {
    // Two neighbours that share a border, and a line of 200 m from inside the one to inside the other.
    const [pair] = await test.store.sql<{ a: string; b: string; line: string; of_a: number; of_b: number }[]>`
      with border as (
        select a.id as a, b.id as b, a.geom as ga, b.geom as gb, st_longestline(c.g, c.g) as along
        from district a join district b on a.id < b.id and a.geom && b.geom and st_intersects(a.geom, b.geom),
          lateral (select common_part(st_buffer(a.geom, 1), st_buffer(b.geom, 1)) as g) c
        where st_area(c.g) > 400
      ),
      crossing as (
        select a, b, ga, gb, st_makeline(st_translate(m, 100 * sin(t), 100 * cos(t)), st_translate(m, -100 * sin(t), -100 * cos(t))) as line
        from border, lateral (select st_closestpoint(st_boundary(ga), st_centroid(along)) as m, st_azimuth(st_centroid(ga), st_centroid(gb)) as t) k
      )
      select a, b, st_astext(line) as line, st_length(common_part(line, ga)) as of_a, st_length(common_part(line, gb)) as of_b
      from crossing where st_length(common_part(line, ga)) > 30 and st_length(common_part(line, gb)) > 30
      order by a, b limit 1`;
    expect(pair).toBeDefined();
    const rows = await test.store.as_viewer(test.viewer, async (sql) => {
      const [scenario] = await sql<{ id: number }[]>`
        insert into scenario (authority_id, name) values (${test.viewer.authority_id}, 'haag') returning id`;
      await sql`
        select save_measure(${scenario!.id}, null, null, 'hedge', '', st_transform(st_geomfromtext(${pair!.line}, 31370), 4326), '{}', null::daterange)`;
      return sql<{ district_id: string; value: number }[]>`
        select district_id, value from measure_effect where scenario_id = ${scenario!.id} and item = 'hedge_m' order by district_id`;
    });
    const of = (id: string) => rows.find((row) => row.district_id === id)?.value ?? 0;
    // A few centimetres come from drawing in degrees.
    expect(of(pair!.a)).toBeCloseTo(pair!.of_a, 0);
    expect(of(pair!.b)).toBeCloseTo(pair!.of_b, 0);
    expect(rows.reduce((sum, row) => sum + row.value, 0)).toBeCloseTo(200, 0);
  });
});
