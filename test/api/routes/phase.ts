import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

async function new_scenario({ ask }: TestApp, name: string): Promise<string> {
  return `/scenarios/${(await ask("POST", "/scenarios", { name })).body.id}`;
}

const first = { name: "Eerst de straat", year_from: 2027, year_to: 2028 };

/** A scenario with two zones of works over one another, of which one has a period of its own. */
async function two_zones(t: TestApp, name: string) {
  const path = await new_scenario(t, name);
  const corners = await Promise.all(
    [
      [165160, 194992],
      [165180, 194992],
      [165180, 194998],
      [165160, 194998],
      [165160, 194992],
    ].map(([x, y]) => at_town(t.test, x!, y!)),
  );
  const zone = { measure_type: "planned_works_zone", geometry: { type: "Polygon", coordinates: [corners] } };
  const own = await t.ask("POST", `${path}/measures`, {
    ...zone,
    period: { from: "2030-03-01", to: "2030-09-30" },
  });
  const phase = (await t.ask("POST", `${path}/phases`, first)).body;
  const phased = await t.ask("POST", `${path}/measures`, { ...zone, phase_id: phase.id });
  expect([own.status, phased.status]).toEqual([201, 201]);
  const time_rules = async () => {
    const { body } = await t.ask("GET", `${path}/findings`);
    // biome-ignore lint/suspicious/noExplicitAny: answers are checked against their schema by `ask`
    const of_time = body.rules.filter((rule: any) => rule.relation === "time").map((rule: any) => rule.id);
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const found = body.findings.filter((one: any) => {
      const [a, b] = [body.things[one.a.thing], body.things[one.b.thing]];
      return of_time.includes(one.rule_id) && a.kind === "measure" && b.kind === "measure";
    });
    // biome-ignore lint/suspicious/noExplicitAny: as above
    return found.map((one: any) => [one.verdict, one.gap_days]);
  };
  return { path, phase, own: own.body, phased: phased.body, time_rules };
}

export const phase_tests: RouteTests = {
  "GET /scenarios/{id}/phases": async (t) => {
    const path = await new_scenario(t, "Fasen");
    await t.ask("POST", `${path}/phases`, { name: "Later", year_from: 2030, year_to: 2032 });
    await t.ask("POST", `${path}/phases`, first);
    const { status, body } = await t.ask("GET", `${path}/phases`);
    expect(status).toBe(200);
    expect(body.phases).toMatchObject([
      { ...first, version: 1, measure_count: 0 },
      { name: "Later", year_from: 2030, year_to: 2032 },
    ]);
    expect(await t.ask("GET", "/scenarios/987654321/phases")).toMatchObject({ status: 404 });
  },
  "POST /scenarios/{id}/phases": async (t) => {
    const path = await new_scenario(t, "Fase");
    const made = await t.ask("POST", `${path}/phases`, first);
    expect(made).toMatchObject({ status: 201, body: first });
    expect(made.headers.get("location")).toBe(`/api/v1${path}/phases/${made.body.id}`);
    for (const bad of [
      { ...first, year_to: 2026 },
      { ...first, year_from: 20.5 },
      { ...first, name: "" },
    ])
      expect((await t.ask("POST", `${path}/phases`, bad)).status).toBeGreaterThanOrEqual(400);
    // A measure goes only into a phase of its own scenario, and nothing is stored otherwise.
    const other = await new_scenario(t, "Ander");
    const geometry = { type: "Point", coordinates: await at_town(t.test, 165150, 195004.5) };
    const tree = { measure_type: "tree", geometry, phase_id: made.body.id };
    expect(await t.ask("POST", `${other}/measures`, tree)).toMatchObject({
      status: 404,
      body: { code: "phase_not_found" },
    });
    expect((await t.ask("GET", other)).body.measure_count).toBe(0);
    expect(await t.ask("POST", `${path}/measures`, tree)).toMatchObject({
      status: 201,
      body: { phase_id: made.body.id, period: null },
    });
    expect((await t.ask("GET", `${path}/phases`)).body.phases[0].measure_count).toBe(1);
    expect(await t.ask("POST", "/scenarios/987654321/phases", first)).toMatchObject({ status: 404 });
  },
  "PUT /scenarios/{id}/phases/{pid}": async (t) => {
    const { path, phase, own, phased, time_rules } = await two_zones(t, "Jaren");
    const to = `${path}/phases/${phase.id}`;
    // 2027 and 2028 are over long before March 2030: nothing to do together.
    expect((await time_rules()).filter(([verdict]: [string]) => verdict === "violated")).toEqual([]);
    const moved = await t.ask("PUT", to, { ...first, year_to: 2030 }, { "if-match": '"1"' });
    expect(moved).toMatchObject({ status: 200, body: { version: 2, year_to: 2030, measure_count: 1 } });
    const after = (await time_rules()).filter(([verdict]: [string]) => verdict === "violated");
    expect(after.length).toBeGreaterThan(0);
    // What its own period says wins over the phase.
    const period = { from: "2035-01-01", to: "2035-12-31" };
    const { measure_type, geometry } = phased;
    const put = { measure_type, geometry, period, phase_id: phase.id };
    await t.ask("PUT", `${path}/measures/${phased.id}`, put, { "if-match": '"1"' });
    const days = await t.test.store.as_viewer(
      t.test.viewer,
      (sql) => sql<{ id: number; from: string }[]>`
        select m.id, lower(measure_period(m))::text as from from measure m where m.id in (${own.id}, ${phased.id}) order by m.id`,
    );
    expect([...days]).toEqual([
      { id: own.id, from: "2030-03-01" },
      { id: phased.id, from: "2035-01-01" },
    ]);
    expect(await t.ask("PUT", to, first, { "if-match": '"1"' })).toMatchObject({
      status: 412,
      body: { code: "version_stale", version: 2 },
    });
    expect(await t.ask("PUT", `${path}/phases/987654321`, first, { "if-match": "1" })).toMatchObject({
      status: 404,
      body: { code: "phase_not_found" },
    });
  },
  "DELETE /scenarios/{id}/phases/{pid}": async (t) => {
    const { path, phase, phased } = await two_zones(t, "Weg");
    const to = `${path}/phases/${phase.id}`;
    expect(await t.ask("DELETE", to, undefined, { "if-match": '"7"' })).toMatchObject({ status: 412 });
    expect((await t.ask("DELETE", to, undefined, { "if-match": '"1"' })).status).toBe(204);
    expect((await t.ask("GET", `${path}/measures/${phased.id}`)).body).toMatchObject({
      phase_id: null,
      version: 2,
    });
    expect(await t.ask("DELETE", to, undefined, { "if-match": '"1"' })).toMatchObject({ status: 404 });
    const [left] = await t.test.store.as_viewer(
      t.test.viewer,
      (sql) => sql`select phase_years(${phase.id}) as years`,
    );
    expect(left).toEqual({ years: null });
  },
};
