import { existsSync, readdirSync } from "node:fs";
import { expect } from "vitest";
import { start_queue } from "../../../api/jobs/queue.ts";
import type { Answer, TestApp } from "../open_test_app.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

/** Three trees and a row without geometry, as a town would export them. */
async function trees_file({ test }: TestApp, name = "bomen.geojson"): Promise<File> {
  const features: unknown[] = [];
  for (const [index, x] of [165300, 165310, 165320].entries())
    features.push({
      type: "Feature",
      properties: { nummer: `T${index}`, soort: "Tilia cordata" },
      geometry: { type: "Point", coordinates: await at_town(test, x, 195000) },
    });
  features.push({ type: "Feature", properties: { nummer: "T9", soort: "leeg" }, geometry: null });
  return new File([JSON.stringify({ type: "FeatureCollection", name: "bomen", features })], name, {
    type: "application/geo+json",
  });
}

function form(file: File | null, fields: Record<string, string> = {}): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  if (file) body.set("file", file);
  return body;
}

const mapping = JSON.stringify({
  layers: [{ source_layer: "bomen", layer: "tree", fields: { source_id: { field: "nummer" } } }],
});

async function ended({ ask }: TestApp, id: number): Promise<Answer> {
  for (;;) {
    const answer = await ask("GET", `/imports/${id}`);
    if (["done", "failed", "cancelled"].includes(answer.body.state)) return answer;
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function with_jobs(t: TestApp, work: () => Promise<void>): Promise<void> {
  t.set_jobs(await start_queue(t.test.store, t.deps.log));
  try {
    await work();
  } finally {
    await t.deps.jobs()?.stop();
    t.set_jobs(null);
  }
}

const left_on_disk = (t: TestApp): string[] =>
  existsSync(t.deps.upload_dir) ? readdirSync(t.deps.upload_dir) : [];

export const import_tests: RouteTests = {
  "POST /imports/inspect": async (t) => {
    const { status, body } = await t.ask("POST", "/imports/inspect", form(await trees_file(t)));
    expect(status).toBe(200);
    expect(body).toMatchObject({ importer: "gis", srid: 4326, fixed: false });
    expect(body.layers[0]).toMatchObject({ name: "bomen", feature_count: 4 });
    expect(body.guess.layers[0]).toMatchObject({ source_layer: "bomen", layer: "tree" });
    const unknown = await t.ask("POST", "/imports/inspect", form(new File(["no map in here"], "brief.txt")));
    expect(unknown).toMatchObject({ status: 422, body: { code: "format_unknown" } });
    expect(left_on_disk(t)).toEqual([]);
  },
  "POST /imports": async (t) => {
    await with_jobs(t, async () => {
      const made = await t.ask("POST", "/imports", form(await trees_file(t), { mapping }));
      expect(made).toMatchObject({ status: 202, body: { file_name: "bomen.geojson" } });
      expect(made.headers.get("location")).toBe(`/api/v1/imports/${made.body.id}`);
      const done = await ended(t, made.body.id);
      expect(done.body).toMatchObject({ state: "done", read: 4, stored: 3, rejected: 1, error: null });
      const trees = (await t.ask("GET", "/layers")).body.layers.find(
        (layer: { id: string }) => layer.id === "tree",
      );
      expect(trees.feature_count).toBe(5);
      // The same delivery again takes its own place.
      const again = await t.ask("POST", "/imports", form(await trees_file(t), { mapping }));
      expect((await ended(t, again.body.id)).body).toMatchObject({
        state: "done",
        dataset_ids: done.body.dataset_ids,
      });
      expect(
        (await t.ask("GET", "/layers")).body.layers.find((layer: { id: string }) => layer.id === "tree")
          .feature_count,
      ).toBe(5);
      const text = await t.ask("POST", "/imports", form(new File(["no map in here"], "brief.txt")));
      expect((await ended(t, text.body.id)).body).toMatchObject({
        state: "failed",
        error: { code: "format_unknown" },
      });
      expect((await t.ask("DELETE", `/datasets/${done.body.dataset_ids[0]}`)).status).toBe(204);
    });
    expect(left_on_disk(t)).toEqual([]);
    for (const [body, status, code] of [
      [form(null, { srid: "31370" }), 400, "malformed_upload"],
      [form(await trees_file(t), { srid: "Lambert" }), 422, "srid_unknown"],
      [form(await trees_file(t), { mapping: "{" }), 400, "malformed_json"],
      [
        form(await trees_file(t), {
          mapping: '{"layers":[{"source_layer":"a","layer":"unicorn","fields":{}}]}',
        }),
        404,
        "layer_not_found",
      ],
      [form(await trees_file(t), { mapping: '{"layers":[{"layer":5}]}' }), 400, "invalid_request"],
      [{ file: "bomen.geojson" }, 415, "unsupported_media_type"],
    ] as const)
      expect(await t.ask("POST", "/imports", body), code).toMatchObject({ status, body: { code } });
    expect(left_on_disk(t)).toEqual([]);
  },
  "GET /imports": async ({ ask }) => {
    const { status, body } = await ask("GET", "/imports?limit=1");
    expect(status).toBe(200);
    expect(body.imports).toHaveLength(1);
    expect(body.total).toBeGreaterThanOrEqual(1);
  },
  "GET /imports/{id}": async ({ ask, test }) => {
    const [first] = await test.store.sql<{ id: number }[]>`select id from import order by id limit 1`;
    const { status, body } = await ask("GET", `/imports/${first!.id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      file_name: "town.gpkg",
      state: "done",
      fraction: 1,
      rejected: 1,
      error: null,
    });
    expect(body.bounds_wgs84).toHaveLength(4);
    expect(await ask("GET", "/imports/987654321")).toMatchObject({
      status: 404,
      body: { code: "import_not_found" },
    });
  },
  "GET /imports/{id}/rejections": async ({ ask, test }) => {
    const [first] = await test.store.sql<{ id: number }[]>`select id from import order by id limit 1`;
    const { status, body } = await ask("GET", `/imports/${first!.id}/rejections`);
    expect(status).toBe(200);
    expect(body).toEqual({
      rejections: [
        {
          position: 1,
          row: "17",
          field: "geometry",
          code: "geometry_empty",
          message: "expected a point, got nothing",
        },
      ],
      total: 1,
    });
    expect(await ask("GET", "/imports/987654321/rejections")).toMatchObject({ status: 404 });
  },
  "POST /imports/{id}/cancel": async (t) => {
    const trees = async () =>
      (await t.ask("GET", "/layers")).body.layers.find((layer: { id: string }) => layer.id === "tree")
        .feature_count;
    const before = await trees();
    const made = await t.ask("POST", "/imports", form(await trees_file(t), { mapping }));
    expect(await t.ask("POST", `/imports/${made.body.id}/cancel`)).toMatchObject({
      status: 202,
      body: { cancel_requested: true },
    });
    await with_jobs(t, async () => {
      expect((await ended(t, made.body.id)).body).toMatchObject({
        state: "cancelled",
        error: { code: "cancelled" },
      });
    });
    expect(await trees()).toBe(before);
    expect(left_on_disk(t)).toEqual([]);
    const [done] = await t.test.store.sql<
      { id: number }[]
    >`select id from import where state = 'done' limit 1`;
    expect(await t.ask("POST", `/imports/${done!.id}/cancel`)).toMatchObject({
      status: 409,
      body: { code: "import_finished" },
    });
    expect(await t.ask("POST", "/imports/987654321/cancel")).toMatchObject({
      status: 404,
      body: { code: "import_not_found" },
    });
  },
};
