import { expect } from "vitest";
import { measure_types } from "../../../data/catalog/index.ts";
import { drawn } from "../../sql/drawn.ts";
import { add_random_plans } from "../random_plans.ts";
import type { RouteTests } from "../route_tests.ts";
import { hedge_scenario } from "./indicator.ts";

export const scenario_file_tests: RouteTests = {
  "GET /scenarios/{id}/file": async (t) => {
    const id = await hedge_scenario(t, "Bestand");
    const { status, headers, body } = await t.ask("GET", `/scenarios/${id}/file`);
    expect(status).toBe(200);
    expect(headers.get("content-disposition")).toBe(`attachment; filename="scenario_${id}.geojson"`);
    expect(body).toMatchObject({ straatlagen_scenario: 1, srid: 31370, name: "Bestand" });
    expect(body.features).toHaveLength(3);
    expect(await t.ask("GET", "/scenarios/987654321/file")).toMatchObject({ status: 404 });
  },
  "POST /scenarios/files": async (t) => {
    const { ask, test } = t;
    const { body: scenario } = await ask("POST", "/scenarios", { name: "Rond", description: "Alles" });
    const phase_ids: number[] = [];
    for (const year_from of [2030, 2027]) {
      const phase = { name: `Vanaf ${year_from}`, year_from, year_to: year_from + 1 };
      phase_ids.push((await ask("POST", `/scenarios/${scenario.id}/phases`, phase)).body.id);
    }
    for (const [seed, type] of measure_types.entries()) {
      const what = drawn(type, seed + 1);
      await test.store.as_viewer(
        test.viewer,
        (sql) => sql`
          select save_measure(${scenario.id}, null, null, ${what.measure_type}, 'één', st_transform(st_geomfromtext(${what.wkt}, 31370), 4326),
            ${sql.json(what.parameters as never)}, ${what.period}::daterange,
            ${[null, ...phase_ids][seed % 3]!}::bigint)`,
      );
    }
    const plans = await add_random_plans(t, scenario.id, 5);
    const first = await ask("GET", `/scenarios/${scenario.id}/file`);
    expect(first.body.packages).toHaveLength(plans.shown);
    expect(first.body.parties).toHaveLength(2);
    expect(first.body.financing_sheets).toHaveLength(3);
    expect(JSON.stringify(first.body)).not.toContain(plans.secret);
    const made = await ask("POST", "/scenarios/files", first.body);
    expect(made).toMatchObject({ status: 201, body: { name: "Rond", measure_count: measure_types.length } });
    const second = await ask("GET", `/scenarios/${made.body.id}/file`);
    expect(second.body).toEqual(first.body);
    // The works are found again by their delivery and key; and stay named where there are none.
    const works_of = async (id: number) =>
      (await ask("GET", `/scenarios/${id}/packages`)).body.packages
        .flatMap(({ members }: { members: { kind: string; id: number | null; what: string }[] }) => members)
        .filter(({ kind, what }: { kind: string; what: string }) => kind === "works" && what !== "");
    for (const works of await works_of(made.body.id)) expect(works.id).toBeGreaterThan(0);
    await plans.rename_works();
    const elsewhere = await ask("POST", "/scenarios/files", first.body);
    expect((await ask("GET", `/scenarios/${elsewhere.body.id}/file`)).body).toEqual(first.body);
    for (const works of await works_of(elsewhere.body.id))
      expect(works).toMatchObject({ id: null, name: expect.stringContaining("Naam") });
    const [shares, copied_shares] = await Promise.all(
      [scenario.id, made.body.id].map(
        async (id) => (await ask("GET", `/scenarios/${id}/financing_sheets`)).body,
      ),
    );
    expect(copied_shares.financing_sheets.map((one: { kind: string }) => one.kind)).toEqual(
      shares.financing_sheets.map((one: { kind: string }) => one.kind),
    );
    expect(first.body.phases.map((phase: { name: string }) => phase.name)).toEqual([
      "Vanaf 2027",
      "Vanaf 2030",
    ]);
    expect(
      first.body.features.slice(0, 3).map((one: { properties: object }) => one.properties),
    ).toMatchObject([{ phase: null }, { phase: 1 }, { phase: 0 }]);
    const copied = await ask("POST", `/scenarios/${scenario.id}/copies`, { name: "Rond" });
    // Named otherwise by now, and all else alike: works, hidden ones too, stay what they were in a copy.
    const renamed = (await ask("GET", `/scenarios/${scenario.id}/file`)).body;
    expect((await ask("GET", `/scenarios/${copied.body.id}/file`)).body).toEqual(renamed);
    const read = async (id: number) => (await ask("GET", `/scenarios/${id}/packages`)).body.packages;
    const counts = (list: { members: { id: number | null }[] }[]) =>
      list.map(({ members }) => members.filter(({ id }) => id === null).length);
    expect(counts(await read(copied.body.id))).toEqual(counts(await read(scenario.id)));
    await plans.remove();
    // To the last digit, and judged the same.
    const differ = await test.store.sql`
      select from (select *, row_number() over (partition by scenario_id order by id) as n from measure) a
        join (select *, row_number() over (partition by scenario_id order by id) as n from measure) b using (n)
      where a.scenario_id = ${scenario.id} and b.scenario_id = ${made.body.id}
        and (not st_orderingequals(a.geom, b.geom) or (a.measure_type, a.name, a.parameters) <> (b.measure_type, b.name, b.parameters) or a.period is distinct from b.period)`;
    expect(differ).toHaveLength(0);
    // Each finding for itself and to the last bit: only sums depend on the order that they are added up in.
    const judged = async (id: number) =>
      (
        await test.store.sql`
          select rule_id, kind, severity, verdict, veil, distance_m, uncertainty_m, required_m, vertical_m, vertical_uncertainty_m,
            required_vertical_m, run_m, gap_days, stretch_m, a_layer, a_part, b_layer, b_part
          from finding where scenario_id = ${id}`
      )
        .map((row) => JSON.stringify(row))
        .sort();
    const before = await judged(scenario.id);
    expect(before.length).toBeGreaterThan(10);
    expect(await judged(made.body.id)).toEqual(before);
    const bad = (change: (file: typeof first.body) => void) => {
      const file = structuredClone(first.body);
      change(file);
      return ask("POST", "/scenarios/files", file);
    };
    expect(await bad((file) => (file.features[2].properties.phase = 2))).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining("one of the 2 phases") },
    });
    expect(await bad((file) => (file.packages[0].members[0].measure = 999))).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining("counted from 0") },
    });
    expect(await bad((file) => (file.packages[0].members[0].works = {}))).toMatchObject({ status: 400 });
    expect(await bad((file) => (file.financing_sheets[0].inputs.shares_pct.town += 1))).toMatchObject({
      status: 422,
    });
    const old = structuredClone(first.body);
    for (const key of ["parties", "packages", "financing_sheets"]) delete old[key];
    expect((await ask("POST", "/scenarios/files", old)).status).toBe(201);
    const count = async () => (await ask("GET", "/scenarios")).body.scenarios.length;
    const there = await count();
    expect(await bad((file) => delete file.straatlagen_scenario)).toMatchObject({ status: 400 });
    expect(await bad((file) => file.features.at(-1).properties.exact_coordinates.pop())).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining("exact_coordinates") },
    });
    expect(await bad((file) => (file.features[1].properties.measure_type = "moat"))).toMatchObject({
      status: 422,
      body: { code: "measure_type_unknown" },
    });
    expect(
      await bad((file) => {
        file.features[0].properties.exact_coordinates = [100, 200];
      }),
    ).toMatchObject({ status: 422, body: { code: "geometry_invalid" } });
    expect(await count()).toBe(there);
  },
};
