import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

async function scenario_with_tree({ ask, test }: TestApp) {
  const scenario = (await ask("POST", "/scenarios", { name: "Bomen" })).body;
  const geometry = { type: "Point", coordinates: await at_town(test, 165150, 195004.5) };
  const draft = {
    measure_type: "tree",
    name: "Linde",
    geometry,
    period: { from: "2027-03-01", to: "2027-03-14" },
  };
  const made = await ask("POST", `/scenarios/${scenario.id}/measures`, draft);
  return {
    base: `/scenarios/${scenario.id}/measures`,
    draft,
    made,
    path: `/scenarios/${scenario.id}/measures/${made.body.id}`,
    scenario,
  };
}

export const measure_tests: RouteTests = {
  "GET /scenarios/{id}/measures": async (t) => {
    const { base, made, scenario } = await scenario_with_tree(t);
    const { status, body } = await t.ask("GET", base);
    expect(status).toBe(200);
    expect(body.measures).toEqual([made.body]);
    expect((await t.ask("GET", `/scenarios/${scenario.id}`)).body.measure_count).toBe(1);
    expect(await t.ask("GET", "/scenarios/987654321/measures")).toMatchObject({
      status: 404,
      body: { code: "scenario_not_found" },
    });
  },
  "POST /scenarios/{id}/measures": async (t) => {
    const { made, draft } = await scenario_with_tree(t);
    expect(made).toMatchObject({
      status: 201,
      body: { measure_type: "tree", name: "Linde", version: 1, period: draft.period },
    });
    const [lon, lat] = made.body.geometry.coordinates;
    // There and back through the analysis CRS: within a millimetre.
    expect(Math.abs(lon - draft.geometry.coordinates[0]!)).toBeLessThan(2e-8);
    expect(Math.abs(lat - draft.geometry.coordinates[1]!)).toBeLessThan(2e-8);
    expect(await t.ask("POST", "/scenarios/987654321/measures", draft)).toMatchObject({
      status: 404,
      body: { code: "scenario_not_found" },
    });
  },
  "GET /scenarios/{id}/measures/{mid}": async (t) => {
    const { path, made, base } = await scenario_with_tree(t);
    const read = await t.ask("GET", path);
    expect(read).toMatchObject({ status: 200, body: made.body });
    expect(read.headers.get("etag")).toBe('"1"');
    expect(await t.ask("GET", `${base}/987654321`)).toMatchObject({
      status: 404,
      body: { code: "measure_not_found" },
    });
    const other = (await t.ask("POST", "/scenarios", { name: "Ander" })).body;
    expect(await t.ask("GET", `/scenarios/${other.id}/measures/${made.body.id}`)).toMatchObject({
      status: 404,
    });
  },
  "PUT /scenarios/{id}/measures/{mid}": async (t) => {
    const { path, draft, scenario } = await scenario_with_tree(t);
    const before = await t.ask("GET", `/scenarios/${scenario.id}/findings`);
    const away = {
      ...draft,
      geometry: { type: "Point", coordinates: await at_town(t.test, 165150, 194700) },
    };
    expect(await t.ask("PUT", path, away)).toMatchObject({ status: 428, body: { code: "version_required" } });
    const moved = await t.ask("PUT", path, away, { "if-match": '"1"' });
    expect(moved).toMatchObject({ status: 200, body: { version: 2 } });
    expect(before.body.total).toBeGreaterThan(0);
    expect((await t.ask("GET", `/scenarios/${scenario.id}/findings`)).body.total).toBe(0);
    expect(await t.ask("PUT", path, draft, { "if-match": '"1"' })).toMatchObject({
      status: 412,
      body: { code: "version_stale", version: 2 },
    });
  },
  "DELETE /scenarios/{id}/measures/{mid}": async (t) => {
    const { path, scenario } = await scenario_with_tree(t);
    expect(await t.ask("DELETE", path, undefined, { "if-match": '"3"' })).toMatchObject({ status: 412 });
    expect((await t.ask("DELETE", path, undefined, { "if-match": '"1"' })).status).toBe(204);
    expect(await t.ask("DELETE", path, undefined, { "if-match": '"1"' })).toMatchObject({
      status: 404,
      body: { code: "measure_not_found" },
    });
    expect((await t.ask("GET", `/scenarios/${scenario.id}/findings`)).body.total).toBe(0);
  },
};
