import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

/** A line in the town, given in Lambert 72, as GeoJSON. */
export async function town_line(test: TestApp["test"], ...points: readonly (readonly [number, number])[]) {
  const coordinates = await Promise.all(points.map(([x, y]) => at_town(test, x, y)));
  return { type: "LineString", coordinates };
}

/** A scenario with a hedge over the border of the district (40 m in, 60 m out) and two trees on one place. */
export async function hedge_scenario({ ask, test }: TestApp, name: string, end_x = 165250) {
  const { body: scenario } = await ask("POST", "/scenarios", { name });
  const tree = { type: "Point", coordinates: await at_town(test, 165050, 195004.5) };
  for (const measure of [
    { measure_type: "hedge", geometry: await town_line(test, [165150, 194990], [end_x, 194990]) },
    { measure_type: "tree", geometry: tree },
    { measure_type: "tree", geometry: tree },
  ])
    expect((await ask("POST", `/scenarios/${scenario.id}/measures`, measure)).status).toBe(201);
  return scenario.id as number;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are checked against their schema by `ask`
export const indicator = (body: any, id: string) => body.indicators.find((one: any) => one.id === id);

export const indicator_tests: RouteTests = {
  "GET /districts/{id}/indicators": async (t) => {
    const id = await hedge_scenario(t, "Groen");
    const { status, body } = await t.ask("GET", `/districts/kern/indicators?scenario=${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ pact_version: "2.1", district: { id: "kern", inhabitants: 100 } });
    // 100 inhabitants × 0.5 m = 50 m asked; 40 of the 100 m lie in the district.
    expect(indicator(body, "hedge_m")).toMatchObject({
      value: expect.closeTo(40, 2),
      targets: [{ id: "W1_hedge", required: 50, share: expect.closeTo(0.8, 3) }],
    });
    expect(indicator(body, "trees")).toMatchObject({
      value: 1,
      left_out: 1,
      measure_count: 1,
      targets: [{ id: "W1_trees", required: 100, share: 0.01 }],
    });
    // 45 dwellings: 50 per 1,000 is 2.25.
    expect(indicator(body, "collective_renovation_dwelling").targets[0].required).toBeCloseTo(2.25, 9);
    const trees = body.measures.filter((one: { indicator: string }) => one.indicator === "trees");
    expect(trees).toMatchObject([
      { value: 1, left_out: 0, reason: null },
      { value: 0, left_out: 1, reason: "overlap", detail: { measures: [trees[0].measure_id] } },
    ]);
    // Hedge 40 × 0.6 × 45 = 1,080, one tree 2,000: one of the two has a year.
    expect(body.costs).toMatchObject({
      low_eur: expect.closeTo(3080, 1),
      price_years: [2024, 2024],
      without_year: 1,
    });
    expect(body.surfaces).toContainEqual({ surface: "footway", change_m2: expect.closeTo(-2.25, 6) });
    expect(body.findings.length).toBeGreaterThan(0);
    expect(await t.ask("GET", "/districts/elders/indicators")).toMatchObject({
      status: 404,
      body: { code: "district_not_found" },
    });
    expect(await t.ask("GET", "/districts/kern/indicators?scenario=987654321")).toMatchObject({
      status: 404,
      body: { code: "scenario_not_found" },
    });
    const today = await t.ask("GET", "/districts/kern/indicators");
    expect(today.body).toMatchObject({ scenario_id: null, measures: [], findings: [] });
  },
  "GET /indicators": async (t) => {
    const id = await hedge_scenario(t, "Overal");
    const { status, body } = await t.ask("GET", `/indicators?scenario=${id}`);
    expect(status).toBe(200);
    expect(indicator(body, "hedge_m").value).toBeCloseTo(100, 2);
    // The findings of the whole are those of the scenario.
    const all = await t.ask("GET", `/scenarios/${id}/findings`);
    const counted = body.findings.reduce((sum: number, one: { findings: number }) => sum + one.findings, 0);
    expect(counted).toBe(all.body.total);
  },
  "GET /surfaces": async ({ ask }) => {
    const { status, body } = await ask("GET", "/surfaces?district=kern");
    expect(status).toBe(200);
    // 30 m × 2 m of parking, of which nobody counted the spaces.
    expect(body.surfaces).toEqual([
      { surface: "parking", area_m2: expect.closeTo(60, 6), spaces: null, without_spaces: 1 },
    ]);
    expect((await ask("GET", "/surfaces")).body).toEqual(body);
    expect(await ask("GET", "/surfaces?district=elders")).toMatchObject({ status: 404 });
  },
};
