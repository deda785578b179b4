import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";

export const dataset_tests: RouteTests = {
  "GET /datasets": async ({ ask }) => {
    const { status, body } = await ask("GET", "/datasets");
    expect(status).toBe(200);
    expect(body.datasets).toHaveLength(1);
    expect(body.datasets[0]).toMatchObject({
      key: "town.gpkg",
      owner: "Testdorp",
      access_class: "public",
      expired: false,
      srid: 31370,
      synthetic: false,
    });
  },
  "GET /datasets/{id}": async ({ ask }) => {
    const [{ id }] = (await ask("GET", "/datasets")).body.datasets;
    const { status, body } = await ask("GET", `/datasets/${id}`);
    expect(status).toBe(200);
    const of = (layer: string) => body.layers.find((row: { layer: string }) => row.layer === layer);
    expect(of("tree")).toMatchObject({ feature_count: 2, length_m: null, area_m2: null, synthetic: false });
    expect(of("gas_low")).toMatchObject({
      feature_count: 1,
      length_m: 200,
      top_min_m: 0.8,
      bottom_max_m: 0.91,
    });
    expect(of("building").area_m2).toBeCloseTo(4000, 6);
    expect(body.summary.length).toBeGreaterThan(0);
    expect(body).toMatchObject({ district_count: 1, street_segment_count: 3 });
    expect(await ask("GET", "/datasets/987654321")).toMatchObject({
      status: 404,
      body: { code: "dataset_not_found" },
    });
  },
  "GET /datasets/{id}/findings": async ({ ask }) => {
    const [{ id }] = (await ask("GET", "/datasets")).body.datasets;
    const { status, body } = await ask("GET", `/datasets/${id}/findings?limit=500`);
    expect(status).toBe(200);
    // Everything in this town comes from one delivery, so its findings are those of all streets and none.
    const all = (await ask("GET", "/streets/dorpsstraat/findings?limit=500")).body;
    const ids = body.findings.map((f: { id: string }) => f.id);
    for (const finding of all.findings) expect(ids).toContain(finding.id);
    expect(body.total).toBe(body.findings.length);
    expect(body.total).toBe(
      body.summary.reduce((n: number, row: { findings: number }) => n + row.findings, 0),
    );
    const violated = (await ask("GET", `/datasets/${id}/findings?verdict=violated&limit=1`)).body;
    // The same finding; its things stand elsewhere in a shorter list.
    expect(violated.findings.map(({ id: one }: { id: string }) => one)).toEqual([body.findings[0].id]);
    expect(violated.findings[0].verdict).toBe("violated");
    expect(await ask("GET", "/datasets/987654321/findings")).toMatchObject({
      status: 404,
      body: { code: "dataset_not_found" },
    });
  },
  "DELETE /datasets/{id}": async ({ ask, test }) => {
    const [row] = await test.store.sql<{ id: number }[]>`
      insert into dataset (authority_id, key, name, importer, source_file, owner_organisation_id, access_class, srid)
      values ('testdorp', 'gone', 'Gone', 'test', 'gone', 'town', 'public', 31370) returning id`;
    await test.store.sql`
      insert into feature (authority_id, id, dataset_id, layer, source_id, status, geom, depth_source)
      values ('testdorp', nextval('feature_id_seq'), ${row!.id}, 'tree', 'gone', 'in_use', st_setsrid(st_point(166000, 195000), 31370), 'unknown')`;
    const trees = async () =>
      (await ask("GET", "/layers")).body.layers.find((layer: { id: string }) => layer.id === "tree")
        .feature_count;
    expect(await trees()).toBe(3);
    expect((await ask("DELETE", `/datasets/${row!.id}`)).status).toBe(204);
    expect(await trees()).toBe(2);
    expect(await ask("DELETE", `/datasets/${row!.id}`)).toMatchObject({
      status: 404,
      body: { code: "dataset_not_found" },
    });
  },
};
