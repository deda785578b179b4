import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { find_corridors } from "../../api/corridor/find_corridors.ts";
import { measure_parts, trench_width_m } from "../../api/corridor/measure_parts.ts";
import { default_weights } from "../../api/corridor/types.ts";
import { corridor_findings, corridor_obstacles, to_wgs84 } from "../../api/queries/corridor.ts";
import { measure_type_by_id } from "../../data/catalog/index.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { put_dataset, put_features, type TestFeature } from "./put_features.ts";
import { ORIGIN, random_town, seeded } from "./random_town.ts";

const heat = measure_parts(measure_type_by_id("heat_line")!, {})!;

const LENGTH_M = 60;
const APART_M = 400;
const STREETS = 6;

/** A street from west to east, 14 m wide, with mains along it, connections to both sides and some trees. */
function street_features(n: number): TestFeature[] {
  const random = seeded(n + 7);
  const [x, y] = [ORIGIN.x, ORIGIN.y + 1000 + n * APART_M];
  const known = (top_m: number, diameter_m: number) => ({
    diameter_m,
    top_m,
    bottom_m: top_m + diameter_m,
    position_accuracy_m: 0.1 + 0.3 * random(),
    depth_accuracy_m: 0.05,
  });
  const mains = (["sewer_combined", "water_main", "gas_low", "electricity_lv", "telecom"] as const).map(
    (layer, k): TestFeature => {
      const aside = -5 + 2.2 * k + random();
      return {
        layer,
        wkt: `LINESTRING(${x} ${y + aside},${x + LENGTH_M} ${y + aside})`,
        ...known(k === 0 ? 1.2 + random() : 0.6 + 0.4 * random(), [0.4, 0.15, 0.11, 0.04, 0.03][k]!),
      };
    },
  );
  const connections = Array.from({ length: 8 }, (_, k): TestFeature => {
    const at = x + 3 + k * 7 + random();
    const [from, to] = k % 2 === 0 ? [y - 2.5 + random(), y + 7] : [y + 2 * random(), y - 7];
    return {
      layer: k % 3 === 0 ? "gas_low" : "water_main",
      wkt: `LINESTRING(${at} ${from},${at} ${to})`,
      ...known(0.7 + 0.3 * random(), 0.04),
    };
  });
  const trees = [0, 1].map(
    (k): TestFeature => ({
      layer: "tree",
      wkt: `POINT(${x + 15 + 25 * k + random()} ${y + 5.5})`,
      position_accuracy_m: 0.2,
    }),
  );
  return [...mains, ...connections, ...trees];
}

describe.each(store_kinds)("corridors on %s", (kind) => {
  let test: TestStore;
  let dataset_id = 0;
  beforeAll(async () => {
    test = await open_test_store(kind);
    const { sql } = test.store;
    const { authority_id } = test.viewer;
    dataset_id = await put_dataset(sql, authority_id);
    await put_features(sql, authority_id, dataset_id, random_town(5, 60, 200));
    for (let n = 0; n < STREETS; n++) {
      await put_features(sql, authority_id, dataset_id, street_features(n));
      const y = ORIGIN.y + 1000 + n * APART_M;
      await sql`
        insert into street (authority_id, id, name, named, length_m, zone, zone_source, axis, search_name)
        values (${authority_id}, ${`straat_${n}`}, 'Straat', true, ${LENGTH_M},
          st_makeenvelope(${ORIGIN.x - 1}, ${y - 7}, ${ORIGIN.x + LENGTH_M + 1}, ${y + 7}, 31370), 'default_width',
          st_geomfromtext(${`LINESTRING(${ORIGIN.x} ${y},${ORIGIN.x + LENGTH_M} ${y})`}, 31370), 'straat')`;
      await sql`
        insert into street_segment (authority_id, id, dataset_id, street_id, source_id, geom)
        values (${authority_id}, ${n + 1}, ${dataset_id}, ${`straat_${n}`}, ${String(n)},
          st_geomfromtext(${`LINESTRING(${ORIGIN.x} ${y},${ORIGIN.x + LENGTH_M} ${y})`}, 31370))`;
    }
  });
  afterAll(() => test.close());

  it("corridor_obstacles() holds whatever a line along the route has a conflict with, under the same rule", async () => {
    const route = [
      [ORIGIN.x + 10, ORIGIN.y + 10],
      [ORIGIN.x + 150, ORIGIN.y + 60],
    ] as const;
    const { things, pairs } = await test.store.as_viewer(test.viewer, async (sql) => {
      const things = await corridor_obstacles(sql, {
        measure_type: "heat_line",
        parameters: {},
        route,
        width_m: 5,
        scenario_id: null,
      });
      const pairs = await sql<{ rule_id: string; id: number }[]>`
        select f ->> 'rule_id' as rule_id, (case when f -> 'a' ->> 'kind' = 'feature' then f -> 'a' else f -> 'b' end ->> 'id')::bigint as id
        from preview('heat_line', st_transform(st_geomfromtext(${`LINESTRING(${route.map((p) => p.join(" ")).join(",")})`}, 31370), 4326)) p
        cross join lateral json_array_elements(p.findings) f
        where f ->> 'kind' = 'conflict'`;
      return { things, pairs };
    });
    const rules_of = new Map(things.map(({ id, rules }) => [id, rules]));
    expect(pairs.length).toBeGreaterThan(10);
    for (const { rule_id, id } of pairs) {
      // Of two rules that a length decides between, the stricter one stands for both.
      const either =
        rule_id === "CLR043" ? ["CLR043", "CLR044"] : rule_id === "CLR046" ? ["CLR046", "CLR047"] : [rule_id];
      expect(
        rules_of.get(id)?.some((rule) => either.includes(rule.rule_id)),
        `${rule_id} ${id}`,
      ).toBe(true);
    }
  });

  it("keeps hidden things among them, marked, for a viewer who may not see them", async () => {
    const ask = (viewer: TestStore["viewer"]) =>
      test.store.as_viewer(viewer, (sql) =>
        corridor_obstacles(sql, {
          measure_type: "heat_line",
          parameters: {},
          route: [
            [ORIGIN.x, ORIGIN.y + 1000],
            [ORIGIN.x + LENGTH_M, ORIGIN.y + 1000],
          ],
          width_m: 7,
          scenario_id: null,
        }),
      );
    const all = await ask(test.viewer);
    await test.store.sql`update dataset set access_class = 'restricted', owner_organisation_id = 'town'`;
    const some = await ask({ ...test.viewer, role: "planner", organisation_id: "elders" });
    await test.store.sql`update dataset set access_class = 'public'`;
    expect(all.every(({ visible }) => visible)).toBe(true);
    expect(some.length).toBe(all.length);
    expect(some.every(({ visible, owner }) => !visible && owner !== null)).toBe(true);
  });

  it.each(Array.from({ length: STREETS }, (_, n) => n))(
    "street %i: what the search calls free, the engine finds nothing violated in",
    async (n) => {
      const y = ORIGIN.y + 1000 + n * APART_M;
      const { found, findings } = await test.store.as_viewer(test.viewer, async (sql) => {
        const places = await to_wgs84(sql, [
          [
            [ORIGIN.x, y],
            [ORIGIN.x + LENGTH_M, y],
          ],
        ]);
        const found = await find_corridors(sql, {
          laid: heat,
          parameters: {},
          places: places[0]!,
          cover_min_m: 0.6,
          cover_max_m: 2.6,
          trench_width_m: trench_width_m(heat.parts),
          weights: default_weights,
          fixed_ends: false,
          count: 3,
          scenario_id: null,
        });
        const findings = [];
        for (const { pieces } of found.found) {
          const lines = await to_wgs84(
            sql,
            pieces.map(({ line }) => line),
          );
          findings.push(
            await corridor_findings(
              sql,
              "heat_line",
              pieces.map(({ cover_m }, k) => ({
                coordinates: lines[k]!,
                parameters: heat.parameters_at(cover_m),
              })),
              null,
            ),
          );
        }
        return { found, findings };
      });
      expect(found.free).toBe(true);
      expect(found.found.length).toBe(3);
      for (const of_one of findings)
        expect(
          of_one.filter(
            (one) => one.kind === "conflict" && one.severity !== "inform" && one.verdict === "violated",
          ),
        ).toEqual([]);
    },
  );
});
