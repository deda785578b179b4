import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure_types } from "../../data/catalog/measures/index.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { drawn } from "./drawn.ts";
import { put_dataset, put_features } from "./put_features.ts";
import { random_town, seeded } from "./random_town.ts";
import { stored_findings } from "./stored_findings.ts";

describe.each(store_kinds)("restore_scenario on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
    const dataset_id = await put_dataset(test.store.sql, test.viewer.authority_id);
    await put_features(test.store.sql, test.viewer.authority_id, dataset_id, random_town(11, 60, 60));
  });
  afterAll(() => test.close());

  /** All that a scenario holds and what follows from it, but for the versions. */
  async function state(scenario_id: number) {
    const { sql } = test.store;
    const measures = await sql`
      select id, measure_type, name, geom::text, parameters, period::text, phase_id from measure where scenario_id = ${scenario_id} order by id`;
    const phases =
      await sql`select id, name, year_from, year_to from scenario_phase where scenario_id = ${scenario_id} order by id`;
    const effects = await sql`
      select measure_id, kind, item, district_id, value, left_out, reason from measure_effect where scenario_id = ${scenario_id}
      order by 1, 2, 3, 4`;
    const findings = (await stored_findings(sql, test.viewer.authority_id, scenario_id)).map((one) => one.id);
    return { measures: [...measures], phases: [...phases], effects: [...effects], findings };
  }

  it("brings back any moment: measures, phases, effects and findings, as a full recompute has them", async () => {
    const random = seeded(5);
    const as = <T>(work: Parameters<TestStore["store"]["as_viewer"]>[1]) =>
      test.store.as_viewer(test.viewer, work) as Promise<T>;
    const scenario_id = await as<number>(async (sql) => {
      const [row] =
        await sql`insert into scenario (authority_id, name) values (${test.viewer.authority_id}, 'terug') returning id`;
      return row!.id;
    });
    const seq = async () => {
      const [row] = await test.store.sql<{ seq: number }[]>`select max(id) as seq from change`;
      return row!.seq;
    };
    const moments: { seq: number; state: Awaited<ReturnType<typeof state>> }[] = [];
    let measures: { id: number; version: number }[] = [];
    let phases: { id: number; version: number }[] = [];
    const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
    for (let step = 0; step < 22; step++) {
      const dice = random();
      const one = pick(measures);
      const phase = pick(phases);
      await as(async (sql) => {
        if (dice < 0.15)
          await sql`select save_phase(${scenario_id}, null, null, ${`fase ${step}`}, 2027, ${2027 + step})`;
        else if (dice < 0.25 && phase)
          await sql`select save_phase(${scenario_id}, ${phase.id}, ${phase.version}, ${`later ${step}`}, 2030, 2031)`;
        else if (dice < 0.33 && phase)
          await sql`select delete_phase(${scenario_id}, ${phase.id}, ${phase.version})`;
        else if (dice < 0.45 && one) await sql`select delete_measure(${one.id}, ${one.version})`;
        else {
          const what = drawn(measure_types[Math.floor(random() * measure_types.length)]!, step + 50);
          const changed = dice < 0.6 ? one : undefined;
          await sql`
            select save_measure(${scenario_id}, ${changed?.id ?? null}::bigint, ${changed?.version ?? null}::bigint, ${what.measure_type}, ${`stap ${step}`},
              st_transform(st_geomfromtext(${what.wkt}, 31370), 4326), ${sql.json(what.parameters as never)}, ${what.period}::daterange,
              ${phase?.id ?? null}::bigint)`;
        }
      });
      measures = [
        ...(await test.store.sql<
          typeof measures
        >`select id, version from measure where scenario_id = ${scenario_id}`),
      ];
      phases = [
        ...(await test.store.sql<
          typeof phases
        >`select id, version from scenario_phase where scenario_id = ${scenario_id}`),
      ];
      moments.push({ seq: await seq(), state: await state(scenario_id) });
    }
    for (const place of [3, 15, 9, 21, 0, 12]) {
      const moment = moments[place]!;
      await as((sql) => sql`select restore_scenario(${scenario_id}, ${moment.seq})`);
      const back = await state(scenario_id);
      // The history keeps nine decimals of a metre.
      const rounded = (one: typeof back) =>
        JSON.parse(
          JSON.stringify(
            { ...one, measures: one.measures.map(({ geom: _geom, ...row }) => row) },
            (_, value) => (typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value),
          ),
        );
      expect(rounded(back), `moment ${place}`).toEqual(rounded(moment.state));
      const [apart] = await test.store.sql`
        select count(*)::int as n from unnest(${back.measures.map((row) => row.geom)}::text[], ${moment.state.measures.map((row) => row.geom)}::text[]) g (a, b)
        where not st_dwithin(a::geometry, b::geometry, 1e-8) or st_npoints(a::geometry) <> st_npoints(b::geometry)`;
      expect(apart).toEqual({ n: 0 });
      await as((sql) => sql`select evaluate_scenario(${scenario_id})`);
      expect((await state(scenario_id)).findings, `moment ${place}`).toEqual(back.findings);
    }
    expect(moments.some(({ state }) => state.findings.length > 20)).toBe(true);
  });
});
