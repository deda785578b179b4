import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import { people_of } from "../people.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

async function scenario_with_trees(t: TestApp): Promise<{ scenario_id: number; measure_ids: number[] }> {
  const { body } = await t.ask("POST", "/scenarios", { name: "Voor de buurt" });
  const measure_ids: number[] = [];
  for (const x of [165050, 165060]) {
    const geometry = { type: "Point", coordinates: await at_town(t.test, x, 194996) };
    const made = await t.ask("POST", `/scenarios/${body.id}/measures`, {
      measure_type: "tree",
      name: "",
      geometry,
      parameters: {},
    });
    measure_ids.push(made.body.id);
  }
  return { scenario_id: body.id, measure_ids };
}

export const resident_link_tests: RouteTests = {
  "GET /resident_links": async (t) => {
    const people = await people_of(t);
    const planner = await people.person("planner");
    expect((await planner.ask("GET", "/resident_links")).status).toBe(200);
    const official = await people.person("official");
    expect((await official.ask("GET", "/resident_links")).status).toBe(403);
  },
  "POST /resident_links": async (t) => {
    const people = await people_of(t);
    const planner = await people.person("planner");
    const { scenario_id, measure_ids } = await scenario_with_trees(t);
    const asked = { name: "Buurt", scenario_id, measure_ids: [measure_ids[0]], days: 30 };
    expect((await planner.ask("POST", "/resident_links", { ...asked, measure_ids: [987654] })).status).toBe(
      404,
    );
    const made = await planner.ask("POST", "/resident_links", asked);
    expect(made.status).toBe(201);
    const resident = people.stranger();
    expect((await resident.ask("GET", `/scenarios/${scenario_id}`)).status).toBe(401);
    expect((await resident.ask("POST", "/session/link", { token: made.body.token })).body).toEqual({
      scenario_id,
    });
    expect((await resident.ask("GET", "/session")).body).toMatchObject({ by: "link", role: "resident" });
    const list = (await resident.ask("GET", "/scenarios")).body.scenarios;
    expect(list.map((one: { id: number }) => one.id)).toEqual([scenario_id]);
    const { measures } = (await resident.ask("GET", `/scenarios/${scenario_id}/measures`)).body;
    expect(measures.map((one: { id: number }) => one.id)).toEqual([measure_ids[0]]);
    expect((await resident.ask("GET", `/scenarios/${scenario_id}/measures/${measure_ids[1]}`)).status).toBe(
      404,
    );
    expect((await resident.ask("PUT", `/scenarios/${scenario_id}`, { name: "x" })).status).toBe(403);
    // A section draws no scenario for them: they were given measures.
    const cut = await resident.ask("GET", `/streets/dorpsstraat/section?at=60&scenario=${scenario_id}`);
    expect(cut.body.objects.filter((one: { kind: string }) => one.kind === "measure")).toEqual([]);
    await t.test.store.sql`delete from scenario where id = ${scenario_id}`;
    expect((await resident.ask("GET", "/session")).body.by).toBe("nothing");
  },
  "DELETE /resident_links/{id}": async (t) => {
    const people = await people_of(t);
    const planner = await people.person("planner");
    const { scenario_id } = await scenario_with_trees(t);
    const asked = { name: "Even", scenario_id, measure_ids: null, days: 1 };
    const made = (await planner.ask("POST", "/resident_links", asked)).body;
    const resident = people.stranger();
    await resident.ask("POST", "/session/link", { token: made.token });
    expect((await resident.ask("GET", `/scenarios/${scenario_id}/measures`)).body.measures).toHaveLength(2);
    expect((await planner.ask("DELETE", `/resident_links/${made.id}`)).status).toBe(204);
    expect((await resident.ask("GET", `/scenarios/${scenario_id}/measures`)).status).toBe(401);
    expect((await planner.ask("DELETE", `/resident_links/${made.id}`)).status).toBe(404);
    await t.test.store.sql`delete from scenario where id = ${scenario_id}`;
  },
};
