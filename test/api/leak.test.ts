import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { store_kinds } from "../store/test_store.ts";
import { pdf_text, pdftotext_missing } from "./export/pdf_text.ts";
import { type Secrets, secret_in_bytes, secret_in_text, secret_in_tile } from "./find_secrets.ts";
import { open_test_app, type TestApp } from "./open_test_app.ts";
import { matrix } from "./rights_matrix.ts";
import { type Caller, type RightsTown, rights_town, secret_line } from "./rights_town.ts";
import { at_town, tile_of } from "./small_town.ts";

// Of the roles that read the same, one.
const strangers: readonly Caller[] = ["planner", "resident", "visitor"];
const formats = ["csv", "geojson", "dxf", "gpkg"] as const;

describe.each(store_kinds)("what is hidden on %s", (kind) => {
  let t: TestApp;
  let town: RightsTown;
  let secrets: Secrets;
  let own_check_id: number;
  beforeAll(async () => {
    t = await open_test_app(kind);
    town = await rights_town(t);
    // Figures that nothing else holds.
    await t.test.store.sql`
      update feature set top_m = 0.7654321, bottom_m = 0.8888321, diameter_m = 0.1234, attributes = attributes || '{"note": "geheim_woord"}'
      where dataset_id = ${town.of.foreign.dataset_id}`;
    await t.test.store.sql`update authority set data_version = data_version + 1`;
    const line_wgs84 = await Promise.all(secret_line.map(([x, y]) => at_town(t.test, x, y)));
    const words = [
      "label_foreign",
      "dataset_foreign",
      "material_foreign",
      "geheim_woord",
      "0.76543",
      "0.88883",
      "0.1234",
    ];
    secrets = { line: secret_line, line_wgs84, words };
    const made = await town.ask.administrator("POST", "/overlap_checks", {
      name: "Alles",
      geometry: { type: "Polygon", coordinates: [town.ring] },
      dig_depth_m: 1,
    });
    own_check_id = made.body.id;
  });
  afterAll(() => t.close());

  const requests = (): [name: string, method: string, path: string, body?: unknown][] =>
    Object.entries(matrix)
      .filter(
        ([name, entry]) =>
          (entry.at_place || entry.about) && !name.includes("/tiles/{") && !entry.refused_only,
      )
      .map(([name, entry]) => {
        const asked = entry.about ? entry.about(town.of.foreign, town, "foreign") : entry.at_place!(town);
        return [name, name.split(" ")[0]!, asked[0], asked[1]];
      });
  const tiles = async () => {
    const out = [];
    for (const z of [14, 16, 18]) {
      const at = tile_of(await at_town(t.test, 165077.831, 195002.177), z);
      for (const group of ["below", "above", "street", "finding"]) out.push({ ...at, group });
    }
    return out;
  };
  const text_of = (body: unknown): string =>
    body instanceof Uint8Array ? Buffer.from(body).toString("latin1") : JSON.stringify(body);

  it("would be found: the administrator's answers hold it", async () => {
    const found: string[] = [];
    for (const [name, method, path, body] of requests())
      if (secret_in_text(secrets, text_of((await town.ask.administrator(method, path, body)).body)))
        found.push(name);
    for (const name of [
      "GET /streets/{id}/features",
      "GET /features/{layer}/{id}",
      "GET /datasets/{id}",
      "GET /datasets",
      "GET /below_ground",
      "GET /streets/{id}/section",
      "GET /streets/{id}/findings",
    ])
      expect(found).toContain(name);
    const seen: string[] = [];
    for (const { group, z, x, y } of await tiles()) {
      const { body } = await town.ask.administrator("GET", `/tiles/${group}/${z}/${x}/${y}`);
      if (body.length > 0 && secret_in_tile(secrets, body, { z, x, y })) seen.push(`${group} ${z}`);
    }
    expect(seen).toContain("below 16");
    expect(seen).toContain("below 18");
    for (const format of formats) {
      const { body } = await town.ask.administrator(
        "GET",
        `/overlap_checks/${own_check_id}/export?format=${format}`,
      );
      const hit =
        body instanceof Uint8Array ? secret_in_bytes(secrets, body) : secret_in_text(secrets, text_of(body));
      expect(hit, format).not.toBeNull();
    }
  });

  it.each(strangers)("is in no answer to the %s", async (caller) => {
    for (const [name, method, path, body] of requests()) {
      const answer = await town.ask[caller](method, path, body);
      expect(answer.status, name).toBeLessThan(500);
      const headers = JSON.stringify([...answer.headers]);
      expect(secret_in_text(secrets, `${text_of(answer.body)}\n${headers}`), `${caller}: ${name}`).toBeNull();
    }
    for (const { group, z, x, y } of await tiles()) {
      const { body } = await town.ask[caller]("GET", `/tiles/${group}/${z}/${x}/${y}`);
      if (body.length > 0)
        expect(secret_in_tile(secrets, body, { z, x, y }), `${caller}: ${group} ${z}`).toBeNull();
    }
  });

  it("is in no file, no error and no line of the log", async () => {
    for (const id of [town.check_id, own_check_id])
      for (const format of formats) {
        const { body } = await town.ask.planner("GET", `/overlap_checks/${id}/export?format=${format}`);
        const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(JSON.stringify(body));
        expect(secret_in_bytes(secrets, bytes), format).toBeNull();
      }
    if (!pdftotext_missing) {
      const { body } = await town.ask.planner("GET", `/overlap_checks/${town.check_id}/export?format=pdf`);
      expect(secret_in_text(secrets, pdf_text(body))).toBeNull();
    }
    const { dataset_id, feature_id } = town.of.foreign;
    const grant = { organisation_id: "netbedrijf", purpose: "Mij", until: "2100-01-01" };
    for (const [method, path, body] of [
      ["DELETE", `/datasets/${dataset_id}`],
      ["POST", `/datasets/${dataset_id}/grants`, grant],
      ["GET", `/datasets/${dataset_id}/access_log`],
      ["POST", `/features/gas_low/${feature_id}/trial_pits`, { top_m: 1 }],
      ["GET", `/features/gas_low/${feature_id}?x='`],
      ["GET", `/features/gas_low/${feature_id}'--`],
    ] as const) {
      const answer = await town.ask.planner(method, path, body);
      expect(answer.status, path).toBeLessThan(500);
      expect(secret_in_text(secrets, text_of(answer.body)), path).toBeNull();
    }
    expect(secret_in_text(secrets, t.logged.join("\n"))).toBeNull();
    expect(t.logged).toEqual([]);
  });
});
