import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { open_test_store, store_kinds, type TestStore } from "./test_store.ts";

/** POLYGON((30 10,40 40,20 40,10 20)) as EWKB: its ring is not closed, which a reader lets pass and GEOS throws on. */
const unclosed =
  "0103000020E610000001000000040000000000000000003E400000000000002440000000000000444000000000000044400000000000003440000000000000444000000000000024400000000000003440";

describe("a statement that GEOS cannot finish, on the embedded store", () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store("embedded");
    await test.store.sql`create table kept (id integer)`;
  });
  afterAll(() => test.close());

  const ask_geos = (sql: postgres.Sql | postgres.TransactionSql) =>
    sql`select st_isvalid(g::geometry) from unnest(${["POINT(1 1)", unclosed]}::text[]) g`;
  const kept = () => test.store.sql`select id from kept`;

  it("is an error, and the store goes on", async () => {
    await expect(ask_geos(test.store.sql)).rejects.toThrow("Nothing of it was kept");
    expect(await kept()).toHaveLength(0);
  });

  it("undoes the whole transaction, also when other statements were sent with it", async () => {
    const work = test.store.sql.begin(async (sql) => {
      await sql`insert into kept values (1)`;
      await Promise.all([ask_geos(sql), sql`select count(*) from kept`]);
    });
    await expect(work).rejects.toThrow(/gave up|aborted/);
    expect(await kept()).toHaveLength(0);
  });

  it("is an error inside a change, in an open transaction or alone, and keeps nothing", async () => {
    const change = (sql: postgres.Sql | postgres.TransactionSql) =>
      sql`insert into kept select st_isvalid(g::geometry)::integer from unnest(${["POINT(1 1)", unclosed]}::text[]) g`;
    await expect(change(test.store.sql)).rejects.toThrow("Nothing of it was kept");
    await expect(test.store.sql.begin((sql) => change(sql))).rejects.toThrow("Nothing of it was kept");
    expect(await kept()).toHaveLength(0);
  });

  it("is said at the end where the backend takes the change for done", async () => {
    const returning = test.store.sql`
      insert into kept select st_isvalid(g::geometry)::integer from unnest(${["POINT(1 1)", unclosed]}::text[]) g returning id`;
    await expect(returning).rejects.toThrow("may have been stored");
    await test.store.sql`truncate kept`;
    await test.store.sql`insert into kept values (2)`;
    expect(await kept()).toEqual([{ id: 2 }]);
  });
});

describe.each(store_kinds)("areas whose edges nearly coincide, on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
  });
  afterAll(() => test.close());

  it("are cut and joined without an overlay error, to the grid", async () => {
    const [grid] = await test.store.sql<{ m: number }[]>`select overlay_grid_m() as m`;
    expect(grid).toEqual({ m: kind === "embedded" ? 1e-6 : -1 });
    // Slivers far below the grid along a shared facade, at the size of Lambert 72 coordinates.
    const [row] = await test.store.sql<{ shared: number; outside: number; whole: number }[]>`
      with facade as (
        select st_makeline(array_agg(st_point(165000 + i * 0.7, 195000 + i * 0.3 + random_m * 1e-10) order by i)) as line
        from (select i, (i * 7919) % 13 as random_m from generate_series(0, 40) i) p
      ), side as (
        select st_setsrid(st_buffer(line, 10, 'endcap=flat side=left'), 31370) as house,
          st_setsrid(st_buffer(st_simplify(line, 1e-7), 10, 'endcap=flat side=right'), 31370) as zone from facade
      )
      select st_area(common_part(house, zone)) as shared, st_area(part_outside(house, zone)) as outside, st_area(house) as whole from side`;
    expect(row!.shared).toBeLessThan(0.01);
    expect(row!.outside).toBeCloseTo(row!.whole, 1);
    expect(row!.whole).toBeGreaterThan(250);
  });
});
