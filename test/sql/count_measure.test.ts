import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { indicators, measure_type_by_id, measure_types } from "../../data/catalog/index.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { type CountedMeasure, counted_cases } from "./counted_cases.ts";
import { drawn } from "./drawn.ts";
import { put_dataset } from "./put_features.ts";
import { ORIGIN } from "./random_town.ts";

const cases = counted_cases();

describe("the cases", () => {
  const surfaces = ["carriageway", "footway", "cycle_path", "parking", "green"];
  it.each([
    ...indicators.map((one) => ["indicator", one.id] as const),
    ...surfaces.map((id) => ["surface", id] as const),
    ["cost", "CST27"] as const,
  ])("%s %s: clipped, overlapping and removed", (kind, id) => {
    const own = cases.filter((one) => one.kind === kind && one.item === id);
    expect(own.map((one) => one.situation)).toEqual(
      expect.arrayContaining(["clipped", "overlapping", "removed"]),
    );
  });

  it("of surfaces are those that measures take or free; none makes water", () => {
    const moved = measure_types.flatMap((type) =>
      type.takes.flatMap(({ surface }) =>
        typeof surface === "string"
          ? [surface]
          : type.parameters.find(({ id }) => id === surface.param)!.values!.map(({ id }) => id),
      ),
    );
    expect([...new Set<string>(moved)].toSorted()).toEqual(surfaces.toSorted());
  });
});

interface EffectRow {
  readonly measure_id: number;
  readonly kind: string;
  readonly item: string;
  readonly district_id: string;
  readonly value: number;
  readonly left_out: number;
  readonly reason: string | null;
}

describe.each(store_kinds)("measures counted on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
    const { sql } = test.store;
    const { authority_id } = test.viewer;
    const dataset_id = await put_dataset(sql, authority_id);
    // Western first by id: what lies on the border is its.
    for (const [id, x] of [
      ["a_west", 0],
      ["b_east", 100],
    ] as const)
      await sql`
        insert into district (authority_id, id, dataset_id, name, inhabitants, dwellings, geom)
        select ${authority_id}, ${id}, ${dataset_id}, ${id}, 100, 40,
          st_multi(st_setsrid(st_makeenvelope(${ORIGIN.x + x}, ${ORIGIN.y}, ${ORIGIN.x + x + 100}, ${ORIGIN.y + 100}), 31370))`;
  });
  afterAll(() => test.close());

  const new_scenario = () =>
    test.store.as_viewer(test.viewer, async (sql) => {
      const [row] = await sql<{ id: number }[]>`
        insert into scenario (authority_id, name) values (${test.viewer.authority_id}, 'counted') returning id`;
      return row!.id;
    });

  /** Saves a measure as the viewer; `wkt` in the analysis CRS, moved by the origin where `local`. */
  const save = (
    scenario_id: number,
    what: CountedMeasure,
    of: { id?: number; version?: number; local?: boolean } = {},
  ) =>
    test.store.as_viewer(test.viewer, async (sql) => {
      const [dx, dy] = (of.local ?? true) ? [ORIGIN.x, ORIGIN.y] : [0, 0];
      const [row] = await sql<{ id: number; version: number; state: string }[]>`
        select * from save_measure(${scenario_id}, ${of.id ?? null}::bigint, ${of.version ?? null}::bigint, ${what.measure_type}, '',
          st_transform(st_translate(st_geomfromtext(${what.wkt}, 31370), ${dx}::float8, ${dy}::float8), 4326),
          ${sql.json((what.parameters ?? {}) as never)}, null::daterange)`;
      expect(row!.state).toBe("saved");
      return row!;
    });

  const remove = ({ id, version }: { id: number; version: number }) =>
    test.store.as_viewer(test.viewer, (sql) => sql`select delete_measure(${id}, ${version})`);

  const effects = (scenario_id: number) =>
    test.store.as_viewer(
      test.viewer,
      (sql) => sql<EffectRow[]>`
        select measure_id, kind, item, district_id, value, left_out, reason from measure_effect
        where scenario_id = ${scenario_id} order by measure_id, kind, item, district_id`,
    );

  const total = (rows: readonly EffectRow[], item: string, district_id?: string) =>
    rows
      .filter((row) => row.item === item && (district_id === undefined || row.district_id === district_id))
      .reduce((sum, row) => sum + row.value, 0);

  it.each(cases.map((one) => [`${one.item}, ${one.situation}: ${one.title}`, one] as const))(
    "%s",
    async (_, one) => {
      const scenario_id = await new_scenario();
      const saved: { id: number; version: number }[] = [];
      for (const what of one.measures) saved.push(await save(scenario_id, what));
      for (const place of one.deleted ?? []) await remove(saved[place]!);
      const rows = (await effects(scenario_id)).filter(
        (row) => row.kind === one.kind && row.item === one.item,
      );
      expect(total(rows, one.item, "a_west")).toBeCloseTo(one.expect.west, 2);
      expect(total(rows, one.item, "b_east")).toBeCloseTo(one.expect.east, 2);
      expect(
        rows
          .filter((row) => row.reason !== null)
          .map((row) => ({
            measure: saved.findIndex((measure) => measure.id === row.measure_id),
            reason: row.reason,
            left_out: Number(row.left_out.toFixed(2)),
          })),
      ).toEqual(one.expect.left_out);
    },
  );

  const WKT = { point: "MULTIPOINT((20 20),(40 20),(150 20),(250 20))", line: "LINESTRING(20 30,260 80)" };
  const wkt_of = (id: string) => {
    const { geometry } = measure_type_by_id(id)!;
    return geometry === "area" ? "POLYGON((80 10,240 10,240 60,80 60,80 10))" : WKT[geometry];
  };

  it("of every type add up over the districts to what the type's formulas give for the whole", async () => {
    const { measure_effects } = await import("../../data/catalog/measure_effects.ts");
    for (const type of measure_types) {
      const scenario_id = await new_scenario();
      await save(scenario_id, { measure_type: type.id, wkt: wkt_of(type.id) });
      const rows = await effects(scenario_id);
      const [amounts] = await test.store.sql<{ length_m: number; area_m2: number }[]>`
        select st_length(g) as length_m, st_area(g) as area_m2 from st_geomfromtext(${wkt_of(type.id)}) g`;
      const whole = measure_effects(
        type,
        {},
        {
          length_m: type.geometry === "line" ? amounts!.length_m : null,
          area_m2: type.geometry === "area" ? amounts!.area_m2 : null,
          point_count: type.geometry === "point" ? 4 : null,
        },
      );
      for (const { indicator, value } of whole.effects)
        expect(total(rows, indicator), `${type.id} ${indicator}`).toBeCloseTo(value, 1);
      for (const { surface, area_m2 } of whole.surfaces)
        expect(total(rows, surface), `${type.id} ${surface}`).toBeCloseTo(area_m2, 1);
    }
  });

  it("shares of a measure in the districts add up to 1", async () => {
    const scenario_id = await new_scenario();
    for (const type of measure_types)
      await save(scenario_id, { measure_type: type.id, wkt: wkt_of(type.id) });
    const rows = await test.store.as_viewer(
      test.viewer,
      (sql) => sql<{ share: number }[]>`
        select sum(d.share) as share from measure_district d join measure m using (authority_id) where m.id = d.measure_id
          and m.scenario_id = ${scenario_id} group by m.id`,
    );
    expect(rows.length).toBe(measure_types.length);
    for (const { share } of rows) expect(share).toBeCloseTo(1, 6);
  });

  it("adding a measure changes no indicator but those its type names", async () => {
    const scenario_id = await new_scenario();
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(measure_types.length - 1), fc.nat(), async (type, seed) => {
        const before = await effects(scenario_id);
        const what = drawn(measure_types[type]!, seed);
        await save(scenario_id, what, { local: false });
        const after = await effects(scenario_id);
        const named = measure_types[type]!.effects.map((effect) => effect.indicator);
        for (const { id } of indicators) {
          const change = total(after, id) - total(before, id);
          if (named.includes(id)) moved += Number(change !== 0);
          else expect(change, `${measure_types[type]!.id} on ${id}`).toBe(0);
        }
      }),
      { numRuns: 25, seed: 20281125, endOnFailure: true },
    );
    expect(moved).toBeGreaterThan(8);
  });

  it("edit by edit are counted as if all were counted anew", async () => {
    const scenario_id = await new_scenario();
    const kinds = ["depaving", "hedge", "swale", "facade_garden", "tree", "paving"];
    const shapes = {
      point: (x: number, y: number) => `MULTIPOINT((${x} ${y}),(${x + 4} ${y}))`,
      line: (x: number, y: number) => `LINESTRING(${x} ${y},${x + 20} ${y + 1})`,
      area: (x: number, y: number) =>
        `POLYGON((${x} ${y},${x + 15} ${y},${x + 14} ${y + 9},${x} ${y + 8},${x} ${y}))`,
    };
    const measures: { id: number; version: number }[] = [];
    const place = (n: number): CountedMeasure => {
      const measure_type = kinds[n % kinds.length]!;
      const shape = shapes[measure_type_by_id(measure_type)!.geometry];
      return { measure_type, wkt: shape(85 + ((n * 7) % 20), 20 + ((n * 11) % 12)) };
    };
    for (let n = 0; n < 18; n++) measures.push(await save(scenario_id, place(n)));
    for (const n of [2, 5, 7]) {
      measures[n] = await save(scenario_id, place(n + 41), measures[n]!);
      await remove(measures[n + 1]!);
    }
    const incremental = await effects(scenario_id);
    await test.store.sql`update measure_type set recount = true`;
    await test.store.sql`select recount_measures()`;
    expect(await effects(scenario_id)).toEqual(incremental);
    expect(incremental.filter((row) => row.reason === "overlap").length).toBeGreaterThan(5);
  });

  it("one edit counts anew what it moves and what lies on that: nothing else, and in no other scenario", async () => {
    const [here, elsewhere] = [await new_scenario(), await new_scenario()];
    const hedge = { measure_type: "hedge", wkt: "LINESTRING(10 10,40 10)" };
    const drawn_hedge = await save(here, hedge);
    const on_it = await save(here, { measure_type: "facade_garden", wkt: "LINESTRING(20 10,60 10)" });
    await save(here, { measure_type: "hedge", wkt: "LINESTRING(10 60,40 60)" });
    await save(here, { measure_type: "tree", wkt: "POINT(150 50)" });
    await save(elsewhere, hedge);
    // Which transaction wrote the rows of each measure.
    const written = async () =>
      new Map(
        (
          await test.store.sql<{ measure_id: number; by: string }[]>`
            select measure_id, string_agg(distinct xmin::text, ',' order by xmin::text) as by from measure_effect
            where scenario_id in (${here}, ${elsewhere}) group by 1`
        ).map(({ measure_id, by }) => [measure_id, by]),
      );
    const before = await written();
    expect(before.size).toBe(5);
    await save(here, { ...hedge, wkt: "LINESTRING(10 10,30 10)" }, drawn_hedge);
    const anew = [...(await written())].filter(([id, by]) => before.get(id) !== by).map(([id]) => id);
    expect(anew.toSorted((a, b) => a - b)).toEqual([drawn_hedge.id, on_it.id]);
  });

  it("follow the districts when these change", async () => {
    const scenario_id = await new_scenario();
    await save(scenario_id, { measure_type: "cycle_path", wkt: "LINESTRING(205 10,255 10)" });
    expect(total(await effects(scenario_id), "cycle_path_m", "")).toBeCloseTo(50, 2);
    const { sql } = test.store;
    await sql`
      insert into district (authority_id, id, dataset_id, name, geom)
      select authority_id, 'c_new', dataset_id, 'New', st_multi(st_translate(geom, 100, 0)) from district where id = 'b_east'`;
    expect(total(await effects(scenario_id), "cycle_path_m", "c_new")).toBeCloseTo(50, 2);
    await sql`delete from district where id = 'c_new'`;
    expect(total(await effects(scenario_id), "cycle_path_m", "")).toBeCloseTo(50, 2);
  });
});
