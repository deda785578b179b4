import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";
import { hedge_scenario } from "./indicator.ts";

export const scenario_tests: RouteTests = {
  "POST /scenarios": async ({ ask }) => {
    const made = await ask("POST", "/scenarios", { name: "Groen <i>plan</i>" });
    expect(made).toMatchObject({
      status: 201,
      body: { name: "Groen <i>plan</i>", description: "", version: 1, measure_count: 0 },
    });
    expect(made.headers.get("location")).toBe(`/api/v1/scenarios/${made.body.id}`);
    expect(made.headers.get("etag")).toBe('"1"');
  },
  "GET /scenarios": async ({ ask }) => {
    const first = await ask("POST", "/scenarios", { name: "Een" });
    const second = await ask("POST", "/scenarios", { name: "Twee" });
    const { status, body } = await ask("GET", "/scenarios");
    expect(status).toBe(200);
    expect(body.scenarios.slice(0, 2).map((scenario: { id: number }) => scenario.id)).toEqual([
      second.body.id,
      first.body.id,
    ]);
  },
  "GET /scenarios/{id}": async ({ ask }) => {
    const made = await ask("POST", "/scenarios", { name: "Een", description: "Veel bomen" });
    const read = await ask("GET", `/scenarios/${made.body.id}`);
    expect(read).toMatchObject({ status: 200, body: { name: "Een", description: "Veel bomen" } });
    expect(read.headers.get("etag")).toBe('"1"');
    expect(await ask("GET", "/scenarios/987654321")).toMatchObject({
      status: 404,
      body: { code: "scenario_not_found" },
    });
  },
  "PUT /scenarios/{id}": async ({ ask }) => {
    const { body } = await ask("POST", "/scenarios", { name: "Een" });
    const path = `/scenarios/${body.id}`;
    expect(await ask("PUT", path, { name: "Twee" })).toMatchObject({
      status: 428,
      body: { code: "version_required" },
    });
    expect(await ask("PUT", path, { name: "Twee" }, { "if-match": '"1"' })).toMatchObject({
      status: 200,
      body: { name: "Twee", version: 2 },
    });
    expect(await ask("PUT", path, { name: "Drie" }, { "if-match": '"1"' })).toMatchObject({
      status: 412,
      body: { code: "version_stale", version: 2 },
    });
    expect((await ask("GET", path)).body.name).toBe("Twee");
    const ids = async (query: string) =>
      (await ask("GET", `/scenarios${query}`)).body.scenarios.map((one: { id: number }) => one.id);
    const away = await ask("PUT", path, { name: "Twee", archived: true }, { "if-match": '"2"' });
    expect(away).toMatchObject({ status: 200, body: { archived: true, version: 3 } });
    expect(await ids("")).not.toContain(body.id);
    expect(await ids("?archived=yes")).toEqual([body.id]);
    // Who says nothing of it leaves it where it is.
    const renamed = await ask("PUT", path, { name: "Vier" }, { "if-match": '"3"' });
    expect(renamed.body).toMatchObject({ name: "Vier", archived: true });
    await ask("PUT", path, { name: "Vier", archived: false }, { "if-match": '"4"' });
    expect(await ids("")).toContain(body.id);
    expect(await ask("PUT", "/scenarios/987654321", { name: "Nee" }, { "if-match": "1" })).toMatchObject({
      status: 404,
    });
    expect(await ask("PUT", path, { name: "Nee" }, { "if-match": "yesterday" })).toMatchObject({
      status: 400,
      body: { code: "invalid_request" },
    });
  },
  "POST /scenarios/{id}/copies": async (t) => {
    const id = await hedge_scenario(t, "Origineel");
    const made = await t.ask("POST", `/scenarios/${id}/copies`, { name: "Kopie" });
    expect(made).toMatchObject({ status: 201, body: { name: "Kopie", copy_of: id, measure_count: 3 } });
    const [mine, theirs] = await Promise.all(
      [id, made.body.id].map((one) => t.ask("GET", `/scenarios/${one}/findings?limit=1`)),
    );
    expect(theirs!.body.total).toBeGreaterThan(0);
    expect(theirs!.body.summary).toEqual(mine!.body.summary);
    expect(await t.ask("POST", "/scenarios/987654321/copies", { name: "Nee" })).toMatchObject({
      status: 404,
    });
  },
  "DELETE /scenarios/{id}": async ({ ask, test }) => {
    const { body } = await ask("POST", "/scenarios", { name: "Weg" });
    const path = `/scenarios/${body.id}`;
    const point = await at_town(test, 165150, 195004.5);
    await ask("POST", `${path}/measures`, {
      measure_type: "tree",
      geometry: { type: "Point", coordinates: point },
    });
    expect(await ask("DELETE", path)).toMatchObject({ status: 428 });
    expect(await ask("DELETE", path, undefined, { "if-match": '"7"' })).toMatchObject({
      status: 412,
      body: { code: "version_stale" },
    });
    expect((await ask("DELETE", path, undefined, { "if-match": '"1"' })).status).toBe(204);
    expect(await ask("GET", path)).toMatchObject({ status: 404 });
    const [left] = await test.store.sql<
      { n: number }[]
    >`select count(*) as n from finding where scenario_id = ${body.id}`;
    expect(left!.n).toBe(0);
  },
  "GET /scenarios/{id}/findings": async ({ ask, test }) => {
    const { body } = await ask("POST", "/scenarios", { name: "Bomen" });
    expect((await ask("GET", `/scenarios/${body.id}/findings`)).body).toEqual({
      findings: [],
      things: [],
      rules: [],
      total: 0,
      summary: [],
    });
    const draft = {
      measure_type: "tree",
      geometry: { type: "Point", coordinates: await at_town(test, 165150, 195004.5) },
    };
    await ask("POST", `/scenarios/${body.id}/measures`, draft);
    const stored = await ask("GET", `/scenarios/${body.id}/findings`);
    expect(stored.status).toBe(200);
    expect(stored.body.total).toBeGreaterThan(0);
    // Saved and unsaved speak with one voice.
    const preview = await ask("POST", "/preview", draft);
    const told = (findings: { rule_id: string; verdict: string; distance_m: number }[]) =>
      findings
        .map((finding) => `${finding.rule_id} ${finding.verdict} ${finding.distance_m?.toFixed(3)}`)
        .sort();
    expect(told(stored.body.findings)).toEqual(told(preview.body.findings));
    const violated = await ask("GET", `/scenarios/${body.id}/findings?verdict=violated&limit=1`);
    expect(violated.body.findings).toHaveLength(1);
    expect(await ask("GET", "/scenarios/987654321/findings")).toMatchObject({
      status: 404,
      body: { code: "scenario_not_found" },
    });
  },
};
