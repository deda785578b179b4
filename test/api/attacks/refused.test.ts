import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { create_app } from "../../../api/app.ts";
import { store_kinds } from "../../store/test_store.ts";
import { open_test_app, type TestApp } from "../open_test_app.ts";
import { people_of } from "../people.ts";
import { trench_input } from "../routes/overlap_check.ts";
import { dig } from "../routes/trial_pit.ts";
import { at_town, load_small_town, town } from "../small_town.ts";
import { ask_too_often } from "./ask_too_often.ts";

// STRAATLAGEN_GUESSES=10000 for the long version.
const GUESSES = Number(process.env.STRAATLAGEN_GUESSES ?? 200);

describe.each(store_kinds)("attacks on %s", (kind) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await open_test_app(kind);
    await load_small_town(t.test);
    await t.ask("POST", "/scenarios", { name: "Een" });
    const geometry = { type: "Point", coordinates: await at_town(t.test, town.x, town.y + 3) };
    await t.ask("POST", "/scenarios/1/measures", { measure_type: "tree", geometry });
    await t.ask("POST", "/overlap_checks", await trench_input(t));
    await dig(t);
  });
  afterAll(() => t.close());

  it("does not let another authority guess ids", async () => {
    const { store, viewer } = t.test;
    await store.sql`insert into authority (id, name) values ('elders', 'Elders')`;
    await store.sql`insert into organisation (authority_id, id, name) values ('elders', 'town', 'Elders')`;
    const foreign = create_app({ ...t.deps, viewer: () => ({ ...viewer, authority_id: "elders" }) });
    const [ids] = await store.sql<
      { dataset: number; pipe: number; finding: string; import: number; pit: number; check: number }[]
    >`
      select (select id from dataset) as dataset, (select id from feature where layer = 'gas_low') as pipe, (select id from finding limit 1) as finding,
        (select id from import) as import, (select id from trial_pit) as pit, (select id from overlap_check) as check`;
    const paths = {
      dataset: `/datasets/${ids!.dataset}`,
      feature: `/features/gas_low/${ids!.pipe}`,
      pits: `/features/gas_low/${ids!.pipe}/trial_pits`,
      photo: `/trial_pits/${ids!.pit}/photo`,
      finding: `/findings/${ids!.finding}`,
      import: `/imports/${ids!.import}`,
      rejections: `/imports/${ids!.import}/rejections`,
      check: `/overlap_checks/${ids!.check}`,
      scenario: "/scenarios/1",
      measures: "/scenarios/1/measures",
      measure: "/scenarios/1/measures/1",
      findings: "/scenarios/1/findings",
      street: `/streets/${town.street_id}`,
      section: `/streets/${town.street_id}/section?at=50`,
    };
    const rows = async () =>
      (
        await store.sql`select (select count(*) from measure) + (select count(*) from scenario) + (select count(*) from dataset) + (select count(*) from overlap_check) as n`
      )[0];
    const before = await rows();
    for (const [name, path] of Object.entries(paths))
      for (const method of ["GET", "PUT", "DELETE", "POST"]) {
        const answer = await foreign.request(`/api/v1${path}`, {
          method,
          headers: { "content-type": "application/json", "if-match": '"1"' },
          body: method === "GET" ? undefined : JSON.stringify({ name: "Gekaapt" }),
        });
        const said = await answer.text();
        const what = `${method} ${name}: ${answer.status} ${said.slice(0, 200)}`;
        expect([400, 404, 405, 415, 422], what).toContain(answer.status);
        expect(said, what).not.toMatch(/Dorpsstraat|Linde|Sleuf|town\.gpkg/);
      }
    for (const list of ["/datasets", "/scenarios", "/imports", "/overlap_checks", "/streets?q=Dorp"]) {
      const said = await (await foreign.request(`/api/v1${list}`)).json();
      const [rows_there] = Object.values(said as Record<string, unknown[]>);
      expect(rows_there, list).toEqual([]);
    }
    expect(await rows()).toEqual(before);
    expect(t.logged).toEqual([]);
  });

  it("takes no body that is too large, nests too deep or poisons objects", async () => {
    const post = (body: BodyInit, headers: Record<string, string> = {}) =>
      t.app.request("/api/v1/preview", {
        method: "POST",
        body,
        headers: { "content-type": "application/json", ...headers },
        ...({ duplex: "half" } as object),
      });
    // Without a length, as chunks that never seem to end.
    let sent_bytes = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent_bytes += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    expect((await post(endless)).status).toBe(413);
    expect(sent_bytes).toBeLessThan(4 * 1024 ** 2);
    expect((await post("{}", { "content-length": "99999999999" })).status).toBeGreaterThanOrEqual(400);
    for (const deep of [
      "[".repeat(400_000) + "]".repeat(400_000),
      `${'{"a":'.repeat(150_000)}1${"}".repeat(150_000)}`,
      `{"measure_type":"tree","geometry":${'{"type":"GeometryCollection","geometries":['.repeat(15_000)}${"]}".repeat(15_000)}}`,
      `{"measure_type":"tree","geometry":{"type":"Point","coordinates":${"[".repeat(300_000)}${"]".repeat(300_000)}}}`,
    ]) {
      const answer = await post(deep);
      expect([400, 422], await answer.text()).toContain(answer.status);
    }
    for (const poison of [
      '{"__proto__":{"polluted":1}}',
      '{"constructor":{"prototype":{"polluted":1}}}',
      '{"measure_type":"tree","parameters":{"__proto__":{"polluted":1}}}',
      '{"measure_type":"constructor","geometry":{"type":"Point","coordinates":[4.58,51.06]}}',
      '{"measure_type":"toString","geometry":{"type":"Point","coordinates":[4.58,51.06]}}',
      '{"measure_type":"tree","geometry":{"type":"__proto__","coordinates":[4.58,51.06]}}',
      '{"measure_type":"tree","geometry":{"type":"Point","coordinates":[4.58,51.06]},"parameters":{"hasOwnProperty":1}}',
    ]) {
      const answer = await post(poison);
      expect([400, 422], `${poison} ${await answer.text()}`).toContain(answer.status);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(t.logged).toEqual([]);
  });

  it("lets nobody guess a password, from however many addresses", async () => {
    const people = await people_of(t);
    const { email, password } = await people.person("official", "geraden");
    const guess = async (n: number, tried = `geraden wachtwoord ${n}`) => {
      const init = {
        method: "POST",
        headers: { "content-type": "application/json", "x-forwarded-for": `198.51.100.${n % 250}` },
        body: JSON.stringify({ email, password: tried }),
      };
      const env = { incoming: { socket: { remoteAddress: "127.0.0.1" } } };
      return (await people.app.request("/api/v1/session", init, env)).status;
    };
    // As if 98 had been tried within the hour: each of them takes a tenth of a second of work.
    await t.test.store.sql`
      insert into attempt (key, tries, since) values (${`person ${email}`}, 98, now())
      on conflict (key) do update set tries = excluded.tries, since = excluded.since`;
    expect([await guess(1), await guess(2), await guess(3)]).toEqual([401, 401, 429]);
    const told = new Set<number>();
    for (let n = 0; n < GUESSES; n += 20)
      for (const status of await Promise.all(Array.from({ length: 20 }, (_, i) => guess(n + i))))
        told.add(status);
    expect([...told]).toEqual([429]);
    // Refused without being looked at: the right one is too.
    expect(await guess(7, password)).toBe(429);
    await t.test.store.sql`update attempt set since = now() - interval '61 minutes'`;
    expect(await guess(7, password)).toBe(204);
    expect(t.logged).toEqual([]);
  });

  it("lets nobody ask where something lies until he knows, whatever session he asks in", () =>
    ask_too_often(t));

  it("is not slowed down by a text made to slow a pattern down", async () => {
    // So long that a pattern which looks back even once for each letter would still be at it when the test's time is over.
    const long = 250_000;
    const texts = [
      "a".repeat(199),
      "a".repeat(long),
      `${"a-".repeat(long / 2)}!`,
      " ".repeat(long),
      `"${",".repeat(long)}`,
      `${"0".repeat(long)}x`,
      "%".repeat(long),
      "\u0301".repeat(long),
    ];
    for (const text of texts) {
      const encoded = encodeURIComponent(text);
      const header = text.replaceAll(/[^\x21-\x7e]/g, "x");
      const requests: [string, string, Record<string, string>?][] = [
        ["GET", `/streets?q=${encoded}`],
        ["GET", `/streets?verdict=${encoded}`],
        ["GET", `/streets/${encoded}`],
        ["GET", `/position?srid=31370&x=${encoded}&y=1`],
        ["GET", `/tiles/14/8400/5400?kind=${encoded}`, { "if-none-match": header }],
        ["GET", "/layers", { accept: header, "accept-language": header, "accept-encoding": header }],
        ["PUT", "/scenarios/1", { "if-match": header }],
        ["POST", "/scenarios/1/changes", { "idempotency-key": header, "x-client-id": header }],
        ["POST", "/imports", { "content-type": `multipart/form-data; boundary=${header}` }],
        ["POST", "/preview", { "content-type": header, origin: header }],
      ];
      for (const [method, path, headers] of requests) {
        const answer = await t.app.request(`/api/v1${path}`, {
          method,
          headers,
          body: method === "GET" ? undefined : "{}",
        });
        await answer.arrayBuffer();
        const what = `${method} ${path.slice(0, 60)} ${text.slice(0, 20)}: ${answer.status}`;
        expect(answer.status, what).toBeLessThan(500);
      }
    }
    expect(t.logged).toEqual([]);
  });

  it("takes no condition for a key to what it does not name", async () => {
    const put = (tag: string) => t.ask("PUT", "/scenarios/1", { name: "Anders" }, { "if-match": tag });
    for (const tag of [
      "*",
      '"1", "2"',
      '"*"',
      "W/*",
      '"-1"',
      '"1e0"',
      '"0x1"',
      '""',
      "null",
      '"999999999999999999999"',
    ])
      expect([400, 412], tag).toContain((await put(tag)).status);
    expect((await put('"999"')).status).toBe(412);
    expect((await t.ask("PUT", "/scenarios/1", { name: "Anders" })).status).toBe(428);
    expect((await t.ask("GET", "/scenarios/1")).body.name).toBe("Een");
    // A cache's question is answered from what this viewer may see, never from the tag alone.
    const whole = await t.ask("GET", "/scenarios/1");
    for (const headers of [
      { "if-none-match": "*" },
      { "if-none-match": '"x"' },
      { range: "bytes=0-1" },
      { "if-range": '"x"', range: "bytes=-1" },
      { "if-modified-since": "Thu, 01 Jan 2099 00:00:00 GMT" },
    ] as Record<string, string>[])
      expect(await t.ask("GET", "/scenarios/1", undefined, headers)).toMatchObject({
        status: 200,
        body: whole.body,
      });
    expect(t.logged).toEqual([]);
  });

  it("writes names of files and headers from nothing that anybody typed", async () => {
    const name = 'x"\r\nset-cookie: a=b; filename=evil.html';
    await t.ask("PUT", "/scenarios/1", { name }, { "if-match": '"1"' });
    for (const path of [
      "/scenarios/1/file",
      "/comparison/table?scenarios=1",
      "/overlap_checks/1/export?format=csv",
    ]) {
      const answer = await t.app.request(`/api/v1${path}`);
      expect(answer.headers.get("set-cookie"), path).toBeNull();
      const disposition = answer.headers.get("content-disposition");
      if (disposition)
        expect(disposition, path).toMatch(/^(inline|attachment; filename="[a-z0-9_]+\.[a-z]+")$/);
    }
    for (const { path } of Object.values(t.app.openAPIRegistry.definitions).flatMap((definition) =>
      definition.type === "route" && definition.route.method === "get" ? [definition.route] : [],
    )) {
      if (path.endsWith("/events")) continue;
      const answer = await t.app.request(
        `${path
          .replace("/api/v1/scenarios/{id}", "/api/v1/scenarios/1")
          .replace("{format}", "csv")
          .replaceAll(/\{\w+\}/g, "1")}?scenarios=1`,
      );
      const disposition = answer.headers.get("content-disposition");
      if (disposition)
        expect(disposition, path).toMatch(/^(inline|attachment; filename="[a-z0-9_]+\.[a-z]+")$/);
      await answer.body?.cancel();
    }
    expect(t.logged).toEqual([]);
  });
});
