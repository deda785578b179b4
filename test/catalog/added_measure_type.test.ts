import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { check_measure } from "../../api/schemas/measure.ts";
import { costs } from "../../data/catalog/costs.ts";
import {
  apply_way_out,
  measure_effects,
  measure_type_by_id,
  measure_types,
} from "../../data/catalog/index.ts";
import { migrate } from "../../sql/migrate.ts";
import { open_test_app, type TestApp } from "../api/open_test_app.ts";
import { put_dataset, put_features } from "../sql/put_features.ts";
import { store_kinds, type TestStore } from "../store/test_store.ts";
import {
  expect_becomes,
  expect_consequences,
  expect_look,
  expect_parameters,
  expect_parameters_used,
  expect_ways_out,
} from "./expect_measure_type.ts";
import { pergola } from "./pergola.ts";

// The one line in the list; everything below reads the list and nothing else.
vi.mock("../../data/catalog/measures/index.ts", async (original) => {
  const added = await import("./pergola.ts");
  const list = await original<typeof import("../../data/catalog/measures/index.ts")>();
  return { measure_types: [...list.measure_types, added.pergola] };
});

test("the palette lists it last, with its name and symbol", () => {
  expect(measure_types.at(-1)).toBe(pergola);
  expect(measure_type_by_id("pergola")?.name.fr).toBe("Pergola plantée");
});

test("it passes the walk over all types", () => {
  for (const walk of [expect_look, expect_parameters, expect_becomes, expect_consequences])
    walk(measure_type_by_id("pergola")!);
  expect_ways_out(pergola);
  expect_parameters_used(pergola);
});

test("effects, surfaces and costs follow: 22 / 5 = 4 spacings, 5 trees, 44 m², 5 × 2000", () => {
  const found = measure_effects(pergola, {}, { length_m: 22, area_m2: null, point_count: null }, costs);
  expect(found.effects.map((one) => [one.indicator, one.value])).toEqual([
    ["trees", 5],
    ["depaved_m2", 44],
  ]);
  expect(found.surfaces).toEqual([
    { surface: "green", area_m2: 44 },
    { surface: "footway", area_m2: -44 },
  ]);
  expect(found.costs.map((one) => [one.item, one.low_eur])).toEqual([["CST24", 10000]]);
  expect(apply_way_out(pergola, {}, pergola.ways_out![0]!)).toEqual({
    measure_type: "hedge",
    parameters: {},
  });
});

test("the API takes it, and refuses what its parameters do not allow", () => {
  const geometry = {
    type: "LineString" as const,
    coordinates: [
      [4.4, 51.2],
      [4.41, 51.2],
    ] as [number, number][],
  };
  expect(check_measure({ measure_type: "pergola", geometry, parameters: { width_m: 3 } })).toBe(pergola);
  expect(() => check_measure({ measure_type: "pergola", geometry, parameters: { width_m: 9 } })).toThrow(
    "a number from 1 to 5 (m)",
  );
});

describe.each(store_kinds)("in the store on %s", (kind) => {
  const wkt = "LINESTRING(165000 195001,165022 195001)";
  let app: TestApp;
  let opened: TestStore;
  beforeAll(async () => {
    app = await open_test_app(kind);
    opened = app.test;
    const { sql, srid } = opened.store;
    await migrate(sql, srid);
    const { authority_id } = opened.viewer;
    await put_features(sql, authority_id, await put_dataset(sql, authority_id), [
      {
        layer: "gas_low",
        wkt: "LINESTRING(164900 195000,165100 195000)",
        diameter_m: 0.1,
        position_accuracy_m: 0.1,
      },
    ]);
  });
  afterAll(() => app.close());

  test("migrating syncs it with what it becomes", async () => {
    const rows = await opened.store.sql`select * from measure_type where id = 'pergola'`;
    expect(rows).toMatchObject([
      { geometry: "line", becomes: pergola.becomes, parameters: pergola.parameters },
    ]);
  });

  test("the rules of its layers speak without a word about it, before and after saving", async () => {
    const drawn = `st_transform(st_geomfromtext('${wkt}', 31370), 4326)`;
    await opened.store.as_viewer(opened.viewer, async (sql) => {
      const previewed = await sql.unsafe(
        `select rule_id, verdict, distance_m from json_populate_recordset(null::finding_row, (preview('pergola', ${drawn})).findings) where rule_id like 'CLR020%'`,
      );
      // 1 m from the axis, less half of 0.1 m: 0.95 m from the wall to each of the 5 trunks; 0.95 + 0.1 < 2.5.
      // The way to WGS 84 and back costs a fraction of a millimetre.
      expect(previewed).toHaveLength(5);
      for (const row of previewed)
        expect(row).toMatchObject({ verdict: "violated", distance_m: expect.closeTo(0.95, 2) });
      const [scenario] = await sql<{ id: number }[]>`
        insert into scenario (authority_id, name) values (${opened.viewer.authority_id}, 'added') returning id`;
      await sql.unsafe(
        `select * from save_measure(${scenario!.id}, null, null, 'pergola', '', ${drawn}, '{}', null::daterange)`,
      );
      const stored = await sql<{ rule_id: string }[]>`
        select rule_id from json_populate_recordset(null::finding_row, (findings(${scenario!.id}, null, null, 100, 0)).findings) where rule_id like 'CLR020%'`;
      expect(stored).toHaveLength(5);
    });
  });

  test("the file of a scenario takes it along, and brings it back", async () => {
    const [scenario] = await opened.store.sql<{ id: number }[]>`select id from scenario where name = 'added'`;
    const { body: file } = await app.ask("GET", `/scenarios/${scenario!.id}/file`);
    const types = (measures: { properties: { measure_type: string } }[]) =>
      measures.map(({ properties }) => properties.measure_type);
    expect(types(file.features)).toEqual(["pergola"]);
    const copy = await app.ask("POST", "/scenarios/files", file);
    expect(copy.status).toBe(201);
    const { body } = await app.ask("GET", `/scenarios/${copy.body.id}/measures`);
    expect(body.measures).toMatchObject([{ measure_type: "pergola" }]);
    expect(app.logged).toEqual([]);
  });
});
