import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { to_problem } from "../../api/errors.ts";
import { open_test_store, store_kinds, type TestStore } from "./test_store.ts";

describe.each(store_kinds)("as_viewer on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
    const { sql } = test.store;
    await sql`insert into authority (id, name) values ('elders', 'Elders')`;
    await sql`insert into organisation (authority_id, id, name) values ('elders', 'town', 'Elders'), ('testdorp', 'waterbedrijf', 'Waterbedrijf')`;
    for (const [authority_id, key, owner, access_class, expires] of [
      ["testdorp", "public", "town", "public", null],
      ["testdorp", "restricted", "waterbedrijf", "restricted", null],
      ["testdorp", "expired", "town", "public", "2020-01-01"],
      ["elders", "public", "town", "public", null],
    ] as const) {
      const [dataset] = await sql<{ id: number }[]>`
        insert into dataset (authority_id, key, name, importer, source_file, owner_organisation_id, access_class, srid, expires)
        values (${authority_id}, ${key}, ${key}, 'test', 'test', ${owner}, ${access_class}, 31370, ${expires}) returning id`;
      await sql`
        insert into feature (authority_id, id, dataset_id, layer, source_id, status, geom, depth_source)
        values (${authority_id}, nextval('feature_id_seq'), ${dataset!.id}, 'tree', ${key}, 'in_use',
          st_setsrid(st_point(165000, 195000), 31370), 'unknown')`;
    }
  });
  afterAll(() => test.close());

  const seen = (viewer: TestStore["viewer"]) =>
    test.store.as_viewer(viewer, async (sql) =>
      (await sql<{ source_id: string }[]>`select source_id from feature order by 1`).map(
        (row) => row.source_id,
      ),
    );

  it("runs the very first statement as the role that cannot bypass row-level security", async () => {
    const [row] = await test.store.as_viewer(
      test.viewer,
      (sql) => sql<{ role: string; bypass: boolean; super: boolean }[]>`
        select current_user::text as role, rolbypassrls as bypass, rolsuper as super from pg_roles where rolname = current_user`,
    );
    expect(row).toEqual({ role: "straatlagen_app", bypass: false, super: false });
  });

  it("shows an administrator all datasets of the own authority that have not expired", async () => {
    expect(await seen(test.viewer)).toEqual(["public", "restricted"]);
  });

  it("shows a planner public and own datasets only, another authority nothing of ours", async () => {
    expect(await seen({ ...test.viewer, role: "planner" })).toEqual(["public"]);
    expect(await seen({ ...test.viewer, role: "utility_partner", organisation_id: "waterbedrijf" })).toEqual([
      "public",
      "restricted",
    ]);
    expect(await seen({ ...test.viewer, authority_id: "elders", role: "planner" })).toEqual(["public"]);
    expect(await seen({ ...test.viewer, authority_id: "nergens" })).toEqual([]);
  });

  it("refuses writes past the functions, and the role does not outlive the transaction", async () => {
    for (const statement of [
      "delete from feature",
      "update rule set severity = 'inform'",
      "insert into change (authority_id, viewer, word, thing_id, action) values ('testdorp','x','x','x','insert')",
      "update change set viewer = 'nobody'",
    ])
      await expect(
        test.store.as_viewer(test.viewer, (sql) => sql.unsafe(statement)),
        statement,
      ).rejects.toThrow(/permission denied/);
    const [row] = await test.store.sql<{ role: string }[]>`select current_user::text as role`;
    expect(row!.role).toBe("postgres");
  });

  it("stops a statement that takes too long, whatever it is at, and nobody else's", async () => {
    const { store, viewer } = test;
    const counting = "select count(*) from generate_series(1, 2000000000) n where n % 7 = 8";
    // One that asks the spatial library again and again, and one that would store something.
    const endless = [
      counting,
      "select sum(st_area(st_buffer(st_point(n, n), 1))) from generate_series(1, 2000000000) n",
      `insert into scenario (authority_id, name) select 'testdorp', 'Te laat' from (${counting}) c`,
    ];
    for (const statement of endless) {
      const started_ms = performance.now();
      const asked = store.as_viewer(viewer, (sql) => sql.unsafe(statement), { limit_ms: 300 });
      const error = await asked.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error, statement).toMatchObject({ code: "57014" });
      expect(to_problem(error)).toMatchObject({ status: 503, code: "took_too_long" });
      expect(performance.now() - started_ms, statement).toBeGreaterThan(290);
    }
    // The limit goes with its transaction: what takes as long without one is let be, right after.
    const slow = "select pg_sleep(0.5), 1 as one";
    expect(await store.as_viewer(viewer, (sql) => sql.unsafe(slow), { limit_ms: 0 })).toMatchObject([
      { one: 1 },
    ]);
    expect(await store.sql`select name from scenario where name = 'Te laat'`).toHaveLength(0);
    const [limit] = await store.as_viewer(viewer, (sql) => sql`show statement_timeout`, { read_only: true });
    expect(limit).toEqual({ statement_timeout: "1min" });
  });

  it("stops what nobody waits for any more, and begins nothing for who has gone already", async () => {
    const { store, viewer } = test;
    const many = kind === "postgis";
    let begun = 0;
    const sleep = (gone: AbortController) =>
      store
        .as_viewer(
          viewer,
          (sql) => {
            begun += 1;
            return sql`select pg_sleep(${many ? 600 : 0.2}), 1 as one`;
          },
          { read_only: true, signal: gone.signal },
        )
        .then(
          (rows) => rows.length,
          (error: unknown) => error,
        );
    const asleep = async () =>
      (
        await store.sql`select pid from pg_stat_activity where query like 'select pg_sleep(%' and state = 'active'`
      ).length;
    const [gone, last] = [new AbortController(), new AbortController()];
    const others = many ? store.features.connections - 1 : 1;
    const told = Array.from({ length: others }, () => sleep(gone));
    await expect.poll(() => begun).toBe(others);
    if (many) await expect.poll(asleep).toBe(others);
    // From here on every connection is taken: the order to stop has to find its way all the same.
    const told_last = many ? sleep(last) : null;
    if (many) await expect.poll(() => begun).toBe(others + 1);
    gone.abort();
    // Where there is but one backend, what it is at goes on to its end; it is short.
    for (const answer of await Promise.all(told))
      if (many) {
        expect(answer).toMatchObject({ code: "57014" });
        expect(to_problem(answer)).toMatchObject({ status: 503 });
      } else expect(answer).toBe(1);
    if (told_last) {
      await expect.poll(asleep).toBe(1);
      last.abort();
      expect(await told_last).toMatchObject({ code: "57014" });
    }
    const begun_then = begun;
    const late = store.as_viewer(viewer, async () => ++begun, { read_only: true, signal: gone.signal });
    await expect(late).rejects.toMatchObject({ code: "57014" });
    expect(begun).toBe(begun_then);
    // Its connections serve the next ones as before.
    const again = Array.from({ length: store.features.connections }, () =>
      store.as_viewer(viewer, (sql) => sql`select pg_sleep(0.05), 1 as one`, { read_only: true }),
    );
    expect((await Promise.all(again)).every(([row]) => row?.one === 1)).toBe(true);
  });

  it("writes history for every change of an editable row, with the viewer", async () => {
    const [scenario] = await test.store.as_viewer(
      test.viewer,
      (sql) =>
        sql<
          { id: number }[]
        >`insert into scenario (authority_id, name) values ('testdorp', 'Groen') returning id`,
    );
    await test.store.as_viewer(
      test.viewer,
      (sql) => sql`update scenario set name = 'Groener' where id = ${scenario!.id}`,
    );
    const history = await test.store.as_viewer(
      test.viewer,
      (sql) =>
        sql`select viewer, word, action, before ->> 'name' as before, after ->> 'name' as after from change where word = 'scenario' order by id`,
    );
    expect([...history]).toEqual([
      { viewer: "local_administrator", word: "scenario", action: "insert", before: null, after: "Groen" },
      {
        viewer: "local_administrator",
        word: "scenario",
        action: "update",
        before: "Groen",
        after: "Groener",
      },
    ]);
  });
});
