import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { find_corridors } from "../../api/corridor/find_corridors.ts";
import { measure_parts, trench_width_m } from "../../api/corridor/measure_parts.ts";
import type { Read } from "../../api/corridor/send_off.ts";
import { default_weights } from "../../api/corridor/types.ts";
import {
  corridor_findings,
  corridor_obstacles,
  type PieceFinding,
  to_wgs84,
} from "../../api/queries/corridor.ts";
import { measure_type_by_id } from "../../data/catalog/index.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { ask_corridors } from "./ask_corridors.ts";
import { APART_M, along, LENGTH_M, place_in, RADII_M, STREETS, street_features } from "./corridor_streets.ts";
import { put_dataset, put_features } from "./put_features.ts";
import { ORIGIN, random_town } from "./random_town.ts";

const heat = measure_parts(measure_type_by_id("heat_line")!, {})!;

interface Named {
  readonly kind: "feature" | "measure";
  readonly layer: string;
  readonly id: number | null;
  readonly visible: boolean;
  readonly thing: number;
}
interface Previewed {
  readonly findings: readonly (Omit<PieceFinding, "other"> & { readonly a: Named; readonly b: Named })[];
  readonly things: readonly { readonly owner?: string | null }[];
}

/** A preview as corridor_findings() tells it. */
const in_short = ({ findings, things }: Previewed): PieceFinding[] =>
  findings
    .filter(({ kind, severity }) => kind === "conflict" && severity !== "inform")
    .map(({ a, b, ...one }) => {
      const { kind, layer, id, visible, thing } = a.kind === "measure" && a.id === 0 ? b : a;
      return {
        rule_id: one.rule_id,
        kind: one.kind,
        severity: one.severity,
        verdict: one.verdict,
        distance_m: one.distance_m,
        uncertainty_m: one.uncertainty_m,
        required_m: one.required_m,
        vertical_m: one.vertical_m,
        required_vertical_m: one.required_vertical_m,
        stretch_m: one.stretch_m,
        other: { kind, layer, id, visible, owner: things[thing]?.owner ?? null },
      };
    });
const sorted = (list: readonly PieceFinding[]): string[] => list.map((one) => JSON.stringify(one)).sort();

describe.each(store_kinds)("corridors on %s", (kind) => {
  let test: TestStore;
  let dataset_id = 0;
  beforeAll(async () => {
    test = await open_test_store(kind);
    const { sql } = test.store;
    const { authority_id } = test.viewer;
    dataset_id = await put_dataset(sql, authority_id);
    await put_features(sql, authority_id, dataset_id, random_town(5, 60, 200));
    for (let n = 0; n < STREETS + RADII_M.length; n++) {
      await put_features(sql, authority_id, dataset_id, street_features(n));
      const axis = along(n, 0);
      await sql`
        insert into street (authority_id, id, name, named, length_m, zone, zone_source, axis, search_name)
        values (${authority_id}, ${`straat_${n}`}, 'Straat', true, ${LENGTH_M},
          st_buffer(st_geomfromtext(${axis}, 31370), 7), 'default_width', st_geomfromtext(${axis}, 31370), 'straat')`;
      await sql`
        insert into street_segment (authority_id, id, dataset_id, street_id, source_id, geom)
        values (${authority_id}, ${n + 1}, ${dataset_id}, ${`straat_${n}`}, ${String(n)},
          st_geomfromtext(${axis}, 31370))`;
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
    expect(pairs.length).toBeGreaterThan(5);
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

  it("corridor_findings() of many lines is what a preview() of each of them has in its way, in short", async () => {
    // Slants over the mains, one at a greater depth; the second lies beside the first and does not meet it.
    const lines = [0, 1, 2].map((n) => [
      [ORIGIN.x + 2 + n, ORIGIN.y + 996 + 2 * n],
      [ORIGIN.x + 30, ORIGIN.y + 999],
      [ORIGIN.x + 55 - n, ORIGIN.y + 1004],
    ]) as unknown as [number, number][][];
    const parameters = [{ cover_m: 0.8 }, { cover_m: 1.6 }, { cover_m: 0.8, diameter_m: 0.2 }];
    const ask = (viewer: TestStore["viewer"]) =>
      test.store.as_viewer(viewer, async (sql) => {
        const wgs84 = await to_wgs84(sql, lines);
        const asked = wgs84.map((coordinates, k) => ({ coordinates, parameters: parameters[k]! }));
        const together = await corridor_findings(sql, "heat_line", asked, null);
        const apart = await Promise.all(
          asked.map(async ({ coordinates, parameters }) => {
            const [row] = await sql<{ answer: Previewed }[]>`
              select to_json(p) as answer from preview('heat_line',
                st_setsrid(st_geomfromgeojson(${JSON.stringify({ type: "LineString", coordinates })}), 4326), ${sql.json(parameters)}) p`;
            return row!.answer;
          }),
        );
        return { together, apart: apart.map(in_short) };
      });
    const { together, apart } = await ask(test.viewer);
    expect(together.map(sorted)).toEqual(apart.map(sorted));
    expect(Math.min(...together.map((list) => list.length))).toBeGreaterThan(3);
    expect(together.flat().some(({ verdict }) => verdict === "violated")).toBe(true);
    expect(
      await test.store.as_viewer(test.viewer, (sql) => corridor_findings(sql, "heat_line", [], null)),
    ).toEqual([]);

    await test.store.sql`update dataset set access_class = 'restricted', owner_organisation_id = 'town'`;
    const hidden = await ask({ ...test.viewer, role: "planner", organisation_id: "elders" });
    await test.store.sql`update dataset set access_class = 'public'`;
    // Of a hidden line in pieces one stands for all: which of them, and so how long, goes by the ids of the findings.
    const told = (lists: readonly PieceFinding[][]) =>
      lists.map((list) => sorted(list.map((one) => ({ ...one, stretch_m: null }))));
    expect(told(hidden.together)).toEqual(told(hidden.apart));
    const others = hidden.together.flat().map(({ other }) => other);
    expect(others.every(({ id, visible, kind }) => kind === "measure" || (!visible && id === null))).toBe(
      true,
    );
  });

  it.each(Array.from({ length: STREETS }, (_, n) => n))(
    "street %i: what the search calls free, the engine finds nothing violated in",
    async (n) => {
      const y = ORIGIN.y + 1000 + n * APART_M;
      const read: Read = (work) => test.store.as_viewer(test.viewer, work);
      const places = await read((sql) =>
        to_wgs84(sql, [
          [
            [ORIGIN.x, y],
            [ORIGIN.x + LENGTH_M, y],
          ],
        ]),
      );
      const found = await find_corridors(read, {
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
      const findings = await read(async (sql) => {
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
        return findings;
      });
      expect(found.free).toBe(true);
      expect(found.found.length).toBe(3);
      for (const of_one of findings)
        expect(
          of_one
            .flat()
            .filter(
              (one) => one.kind === "conflict" && one.severity !== "inform" && one.verdict === "violated",
            ),
        ).toEqual([]);
    },
  );

  it.each(RADII_M.map((radius_m, k) => ({ radius_m, n: STREETS + k })))(
    "a street bent to a radius of $radius_m m: search and engine agree",
    async ({ n }) => {
      const [places] = await test.store.as_viewer(test.viewer, (sql) =>
        to_wgs84(sql, [[place_in(n, 0, 0), place_in(n, LENGTH_M, 0)]]),
      );
      const asked = await ask_corridors(test, places!);
      expect(asked.search_free).toBe(asked.engine_free);
      expect(asked.violated[0] === 0).toBe(asked.engine_free);
      // Where nothing is free, what is in the way is named.
      if (asked.engine_free) expect(asked.blocking).toBeNull();
      else expect(asked.blocking).toBeGreaterThan(0);
    },
  );
});
