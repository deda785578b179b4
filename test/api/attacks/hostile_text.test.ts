import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { store_kinds } from "../../store/test_store.ts";
import { open_test_app, type TestApp } from "../open_test_app.ts";
import { trench_input } from "../routes/overlap_check.ts";
import { dig } from "../routes/trial_pit.ts";
import { at_town, load_small_town, town } from "../small_town.ts";
import { described_operations, type ExampleRequest, example_request, type Known } from "./example_request.ts";

/** Each would be seen if it reached the parser: an error of syntax, a division by nought, a wait that is forbidden here, a table that is gone. */
const sql_texts = [
  "' or '1'='1",
  "'; drop table straatlagen.scenario cascade; --",
  "1); select pg_sleep(5); --",
  "x'||(select 1/0)||'",
  "\\'; select pg_sleep(5); --",
  '"; delete from straatlagen.authority; --',
  "$$; select 1/0; $$",
  "1 or 1/0=1",
];
const other_texts = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "{{7*7}}$" + "{7*7}",
  "a\r\nset-cookie: a=b",
  "../../../../etc/passwd",
  "__proto__",
  "constructor",
  "\u202e\ufeff\u0007",
  "%00%0d%0a",
  "9".repeat(400),
  "-1e308",
  "NaN",
  "a".repeat(5000),
];

// The text never depends on the store, the parser that would be reached does; the more common one is asked.
describe("hostile text in every place that the API describes", () => {
  let t: TestApp;
  let requests: ExampleRequest[];
  beforeAll(async () => {
    t = await open_test_app(store_kinds.at(-1)!);
    await load_small_town(t.test);
    const { sql } = t.test.store;
    const point = await at_town(t.test, town.x, town.y + 3);
    const end = await at_town(t.test, town.x + 50, town.y + 3);
    await sql`revoke execute on function pg_sleep(double precision) from public`;
    // The third stays empty: it is what is copied time and again.
    for (const name of ["Een", "Twee", "Drie"]) await t.ask("POST", "/scenarios", { name });
    await t.ask("POST", "/scenarios/1/measures", {
      measure_type: "tree",
      geometry: { type: "Point", coordinates: point },
    });
    await t.ask("POST", "/overlap_checks", await trench_input(t));
    await dig(t);
    const [pipe] = await sql<{ id: number }[]>`select id from feature where layer = 'gas_low'`;
    const [finding] = await sql<{ id: string }[]>`select id from finding limit 1`;
    const document = await (await t.app.request("/api/openapi.json")).json();
    requests = described_operations(document)
      // Streams have no end, and an analysis would run on.
      .filter(({ path }) => !path.endsWith("/events"))
      .map((operation) => {
        const id_of: Known = operation.path.startsWith("/features/")
          ? { id: pipe!.id }
          : operation.path.startsWith("/findings/")
            ? { id: finding!.id }
            : operation.path.startsWith("/streets/")
              ? { id: town.street_id }
              : operation.path.startsWith("/districts/")
                ? { id: "kern" }
                : {};
        const line = { type: "LineString", coordinates: [point, end] };
        const of_path: Readonly<Record<string, Known>> = {
          "/sections": { line },
          "/corridors": { from: point, to: end, via: [] },
          "/heat_networks": { source: point },
          "/overlap_checks": { geometry: line, scenario_id: null },
          "/scenarios/{id}/copies": { id: 3 },
          "/comparison/decides": { better: 1, than: 2 },
          "/tiles/{group}/{z}/{x}/{y}": { z: 14, x: 8400, y: 5470 },
          "/tiles/{z}/{x}/{y}": { z: 14, x: 8400, y: 5470 },
          "/rules/{id}": { id: "CLR020" },
        };
        return example_request(document, operation, {
          geometry: { type: "Point", coordinates: point },
          place: { type: "Point", coordinates: point },
          measure_type: "tree",
          parameters: {},
          layer: "gas_low",
          street_id: town.street_id,
          scenario: 1,
          scenarios: "1,2",
          lon: point[0],
          lat: point[1],
          x: point[0],
          y: point[1],
          from: "2027-03-01",
          to: "2027-03-14",
          until: "2027-03-14",
          measured_on: "2026-11-20",
          ref: "a",
          id: operation.path.includes("changes") ? null : 1,
          version: null,
          "if-match": operation.path.startsWith("/findings/") ? '"0"' : '"1"',
          ...id_of,
          ...of_path[operation.path],
        });
      });
  });
  afterAll(() => t.close());

  const state = async () => {
    const [row] = await t.test.store.sql`
      select (select count(*) from pg_class where relnamespace = 'straatlagen'::regnamespace) as relations,
        (select count(*) from authority) as authorities, (select count(*) from feature) as features,
        (select count(*) from rule) as rules, (select string_agg(rolname, ',' order by 1) from pg_roles) as roles`;
    return row;
  };
  const send = async (request: ExampleRequest, place: string, text: string): Promise<void> => {
    const { path, body, headers } = request.write(place, text);
    const { method } = request.operation;
    const has_body = body !== undefined && method !== "GET";
    const answer = await t.app.request(`/api/v1${path}`, {
      method,
      body: has_body ? JSON.stringify(body) : undefined,
      headers: { ...(has_body ? { "content-type": "application/json" } : {}), ...headers },
    });
    const said = Buffer.from(await answer.arrayBuffer()).toString("latin1");
    const what = `${method} ${request.operation.path} ${place} = ${JSON.stringify(text.slice(0, 60))}: ${answer.status} ${said.slice(0, 200)}`;
    expect(answer.status, what).toBeLessThan(500);
    if (answer.status >= 400)
      expect(said, what).not.toMatch(/syntax error|PostgresError|SQLSTATE|\bat .*\.ts:\d+/i);
    expect(answer.headers.get("set-cookie"), what).toBeNull();
    const type = answer.headers.get("content-type") ?? "";
    // Whatever comes back is data: no browser makes a page of it.
    expect(type, what).not.toMatch(/html|xml\b(?!.*svg)|javascript/);
    expect(answer.headers.get("x-content-type-options"), what).toBe("nosniff");
    expect(t.logged, what).toEqual([]);
  };

  it("finds the places by itself, and examples that are mostly accepted", async () => {
    const places = requests.flatMap((request) => request.places.map((place) => [request, place]));
    expect(places.length).toBeGreaterThan(120);
    const outcomes: string[] = [];
    for (const request of requests) {
      const { path, body, headers } = request.write(null);
      const { method } = request.operation;
      if (method === "DELETE" || (method !== "GET" && !request.operation.body)) continue;
      const answer = await t.ask(method, path, method === "GET" ? undefined : body, headers);
      if (answer.status >= 300)
        outcomes.push(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    // Else what is tried below would be refused for another reason.
    expect(outcomes.length, outcomes.join("\n")).toBeLessThan(requests.length / 4);
  });

  it("takes SQL for text", async () => {
    const before = await state();
    for (const request of requests)
      for (const place of request.places) for (const text of sql_texts) await send(request, place, text);
    expect(await state()).toEqual(before);
  });

  it("takes pages, paths, header lines, keys of Object and endless figures for text", async () => {
    const before = await state();
    for (const request of requests)
      for (const place of request.places) for (const text of other_texts) await send(request, place, text);
    expect(await state()).toEqual(before);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
