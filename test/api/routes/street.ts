import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";
import { town } from "../small_town.ts";

const ids = (body: { streets: { id: string }[] }): string[] => body.streets.map((street) => street.id);

export const street_tests: RouteTests = {
  "GET /streets": async ({ ask }) => {
    const all = await ask("GET", "/streets");
    expect(all.status).toBe(200);
    expect(all.body.total).toBe(3);
    expect(ids((await ask("GET", "/streets?q=D%C3%B6RPS")).body)).toEqual([town.street_id]);
    expect(ids((await ask("GET", "/streets?q=straat")).body)).toEqual([town.street_id, town.side_street_id]);
    expect(ids((await ask("GET", "/streets?district=kern")).body)).toContain(town.street_id);
    expect(ids((await ask("GET", "/streets?district=kern")).body)).not.toContain(town.side_street_id);
    expect((await ask("GET", "/streets?district=none")).body).toEqual({ streets: [], total: 0 });
    // Signs that mean something to `like` find nothing rather than everything.
    for (const q of ["%", "_", "'", "<script>alert(1)</script>", "' or 1=1 --"])
      expect((await ask("GET", `/streets?q=${encodeURIComponent(q)}`)).body, q).toEqual({
        streets: [],
        total: 0,
      });
    const page = await ask("GET", "/streets?limit=1&offset=1");
    expect(page.body.streets).toHaveLength(1);
    expect(page.body.total).toBe(3);
  },
  "GET /streets/at": async ({ ask }) => {
    const { body } = await ask("GET", `/streets/${town.street_id}`);
    const [west, south, east, north] = body.bounds_wgs84;
    const there = await ask("GET", `/streets/at?lon=${(west + east) / 2}&lat=${(south + north) / 2}`);
    expect(there).toMatchObject({ status: 200, body: { id: town.street_id, named: true } });
    const swapped = await ask("GET", `/streets/at?lon=${(south + north) / 2}&lat=${(west + east) / 2}`);
    expect(swapped).toMatchObject({ status: 422, body: { code: "coordinates_swapped" } });
    expect(await ask("GET", "/streets/at?lon=4.9&lat=51.3")).toMatchObject({
      status: 404,
      body: { code: "street_not_found" },
    });
  },
  "GET /streets/{id}": async ({ ask }) => {
    const { status, body } = await ask("GET", `/streets/${town.street_id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: "Dorpsstraat",
      named: true,
      zone_source: "building",
      length_m: expect.closeTo(200, 3),
    });
    // Facade to facade: houses stand 8 m from the centre line on both sides.
    expect(body.width_m).toBeCloseTo(16, 1);
    const gas = body.layers.find((row: { layer: string }) => row.layer === "gas_low");
    expect(gas).toMatchObject({
      feature_count: 1,
      length_m: expect.closeTo(200, 2),
      top_min_m: 0.8,
      bottom_max_m: 0.91,
      unknown_depth_count: 0,
      assumed_position_count: 0,
      synthetic: false,
    });
    expect(body.layers.find((row: { layer: string }) => row.layer === "tree")).toMatchObject({
      feature_count: 2,
      length_m: null,
      assumed_position_count: 2,
    });
    expect(body.analysed_at).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(await ask("GET", "/streets/none")).toMatchObject({
      status: 404,
      body: { code: "street_not_found" },
    });
  },
  "GET /streets/{id}/features": async ({ ask }) => {
    const trees = await ask("GET", `/streets/${town.street_id}/features?layer=tree`);
    expect(trees.status).toBe(200);
    expect(trees.body.total).toBe(2);
    expect(trees.body.features.map((feature: { source_id: string }) => feature.source_id)).toEqual([
      "t1",
      "t2",
    ]);
    expect(trees.body.features[0].attributes.name).toBe('Linde <b>&</b> "oud"');
    const all = await ask("GET", `/streets/${town.street_id}/features?limit=2&offset=1`);
    expect(all.body.features).toHaveLength(2);
    expect(all.body.total).toBeGreaterThanOrEqual(6);
    expect(await ask("GET", `/streets/${town.street_id}/features?layer=unicorn`)).toMatchObject({
      status: 404,
      body: { code: "layer_not_found" },
    });
    expect(await ask("GET", "/streets/none/features")).toMatchObject({
      status: 404,
      body: { code: "street_not_found" },
    });
  },
  "GET /streets/{id}/findings": async ({ ask }) => {
    const { status, body } = await ask("GET", `/streets/${town.street_id}/findings`);
    expect(status).toBe(200);
    expect(body.total).toBe(body.findings.length);
    expect(body.total).toBe(
      body.summary.reduce((sum: number, part: { findings: number }) => sum + part.findings, 0),
    );
    const layers = body.findings.map((finding: { a: { layer: string }; b: { layer: string } }) =>
      [finding.a.layer, finding.b.layer].sort().join("-"),
    );
    expect(layers).toContain("gas_low-tree");
    const near = body.findings.find(
      (finding: { a: { layer: string }; b: { layer: string } }) =>
        [finding.a.layer, finding.b.layer].sort().join() === "gas_low,tree",
    );
    // Trunk at y = 195005, gas axis at 195004, radius 0.055 m.
    expect(near.distance_m).toBeCloseTo(1 - 0.055, 3);
    const rule = body.rules.find(({ id }: { id: string }) => id === near.rule_id);
    expect(rule.source_url).toMatch(/^https?:/);
    expect(rule.reason.nl).not.toBe("");
    // Each rule and each thing once, however many findings speak of it.
    for (const list of [body.rules, body.things])
      expect(new Set(list.map((one: unknown) => JSON.stringify(one))).size).toBe(list.length);
    expect(new Set(body.rules.map(({ id }: { id: string }) => id))).toEqual(
      new Set(body.findings.map(({ rule_id }: { rule_id: string }) => rule_id)),
    );
    const violated = await ask("GET", `/streets/${town.street_id}/findings?verdict=violated`);
    expect(violated.body.total).toBeLessThan(body.total);
    expect(new Set(violated.body.findings.map((finding: { verdict: string }) => finding.verdict))).toEqual(
      new Set(["violated"]),
    );
    const both = await ask("GET", `/streets/${town.street_id}/findings?verdict=violated&verdict=possible`);
    expect(both.body.total).toBeGreaterThan(violated.body.total);
    expect(await ask("GET", `/streets/${town.street_id}/findings?verdict=awful`)).toMatchObject({
      status: 400,
      body: { code: "invalid_request" },
    });
    expect(await ask("GET", `/streets/${town.street_id}/findings?scenario=999999`)).toMatchObject({
      status: 404,
      body: { code: "scenario_not_found" },
    });
  },
  "POST /streets/{id}/analysis": async ({ ask, test }) => {
    const before = await ask("GET", `/streets/${town.street_id}/findings`);
    await test.store.sql`delete from finding where scenario_id is null`;
    expect((await ask("GET", `/streets/${town.street_id}/findings`)).body.total).toBe(0);
    const { status, body } = await ask("POST", `/streets/${town.street_id}/analysis`);
    expect(status).toBe(200);
    expect(body.findings).toBe(before.body.total);
    const after = await ask("GET", `/streets/${town.street_id}/findings`);
    // The same pairs have the same ids again.
    const finding_ids = (answer: typeof after): string[] =>
      answer.body.findings.map((finding: { id: string }) => finding.id).sort();
    expect(finding_ids(after)).toEqual(finding_ids(before));
    expect(await ask("POST", "/streets/none/analysis")).toMatchObject({
      status: 404,
      body: { code: "street_not_found" },
    });
  },
};
