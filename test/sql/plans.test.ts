import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONNECTION } from "../../api/store/connect_store.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { deliver, items_of } from "./deliver.ts";
import { put_dataset } from "./put_features.ts";

interface Node {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Index Cond"?: string;
  readonly "Actual Rows"?: number;
  readonly "Actual Loops"?: number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Node[];
}
interface Logged {
  readonly text: string;
  readonly nodes: readonly Node[];
}

const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];
/** Rows that a scan looked at, whether it gave them on or not. */
const looked_at = (node: Node): number =>
  ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * (node["Actual Loops"] ?? 1);

/**
 * The plans of the hot queries as the application's role runs them, nested statements included
 * (auto_explain), over 200,000 features: under row-level security a predicate that is not leak-proof, or a
 * condition written so that no index serves it, scans a whole layer.
 */
describe.skipIf(!store_kinds.includes("postgis"))("plans on the PostGIS server", () => {
  let test: TestStore;
  let watched: postgres.Sql;
  let notices: string[] = [];
  /** Partitions of more than 1000 rows. */
  let large: ReadonlySet<string>;

  beforeAll(async () => {
    test = await open_test_store("postgis");
    const { sql } = test.store;
    await put_dataset(sql, test.viewer.authority_id);
    // 200 datasets of a utility, a quarter of them granted to the town, some of those for an area: with many
    // datasets an index on them looks as good as the spatial one.
    await sql`insert into organisation (authority_id, id, name) values (${test.viewer.authority_id}, 'net', 'Net')`;
    await sql`
      insert into dataset (authority_id, key, name, importer, source_file, owner_organisation_id, access_class, srid)
      select ${test.viewer.authority_id}, 'net' || n, 'net', 'test', 'net', 'net', 'restricted', 31370 from generate_series(1, 200) n`;
    await sql`
      insert into dataset_grant (authority_id, dataset_id, to_organisation_id, area, purpose, until, created_by)
      select authority_id, id, 'town', case when id % 20 = 0 then st_multi(st_makeenvelope(164000, 194000, 166000, 196000, 31370)) end, 'plans', '2100-01-01', 'x'
      from dataset where owner_organisation_id = 'net' and id % 4 = 0`;
    const ids = await sql<
      { id: number }[]
    >`select id from dataset order by owner_organisation_id = 'net', id`;
    const [open_id, ...net_ids] = ids.map((row) => row.id);
    // 10 km × 10 km, as dense as a town's outskirts; 60,000 + 60,000 lines, 40,000 trees and 40,000 buildings.
    await sql`select setseed(0.25)`;
    for (const [layer, count] of [
      ["gas_low", 60_000],
      ["water_main", 60_000],
      ["tree", 40_000],
      ["building", 40_000],
    ] as const)
      await sql`
        insert into feature (authority_id, id, dataset_id, layer, source_id, status, geom, depth_source, diameter_m, position_accuracy_m, top_m, bottom_m)
        select ${test.viewer.authority_id}, nextval('feature_id_seq'),
          case when ${layer} in ('gas_low', 'water_main') then (${net_ids}::bigint[])[1 + n % 200] else ${open_id!} end, ${layer}, n::text, 'in_use',
          case ${layer} when 'tree' then p when 'building' then st_envelope(st_buffer(p, 5))
            else st_makeline(p, st_translate(p, random() * 60 - 30, random() * 60 - 30)) end,
          'measured', case when ${layer} in ('gas_low', 'water_main') then 0.11 end, 0.3, 0.8, 0.91
        from (select n, st_setsrid(st_point(160000 + random() * 10000, 190000 + random() * 10000), 31370) as p from generate_series(1, ${count}::int) n) s`;
    await sql`
      insert into layer_margin (authority_id, layer, margin_m)
      select authority_id, layer, max(margin_m) from feature group by 1, 2 on conflict do nothing`;
    await deliver(
      test,
      "street.gpkg",
      await items_of(
        test,
        [],
        [{ source_id: "1", name: "Dorpsstraat", wkt: "LINESTRING(165000 195000,165200 195020)" }],
      ),
      { skip_analysis: true },
    );
    await sql.unsafe("analyze");
    const rows = await sql<{ name: string }[]>`
      select relname as name from pg_class where relname like 'feature_%' and relkind = 'r' and reltuples > 1000`;
    large = new Set(rows.map((row) => row.name));
    expect([...large].sort()).toEqual([
      "feature_building",
      "feature_gas_low",
      "feature_tree",
      "feature_water_main",
    ]);

    const url = new URL(test.env.DATABASE_URL!);
    watched = postgres({
      host: url.searchParams.get("host")!,
      database: url.pathname.slice(1),
      username: "postgres",
      max: 1,
      // As the product connects: compiling each nested statement, which it never does, takes fifteen times as long.
      connection: CONNECTION,
      onnotice: (notice) => notices.push(notice.message ?? ""),
    });
  });
  afterAll(async () => {
    await watched?.end();
    await test.close();
  });

  /** Runs a statement as a viewer and gives every plan that was executed on the way. */
  async function plans_of(statement: string): Promise<Logged[]> {
    notices = [];
    await watched.begin(async (sql) => {
      await sql.unsafe("load 'auto_explain'");
      await sql.unsafe(
        `set local auto_explain.log_min_duration = 0; set local auto_explain.log_nested_statements = on; set local auto_explain.log_analyze = on;
         set local auto_explain.log_timing = off; set local auto_explain.log_format = json; set local client_min_messages = log`,
      );
      await sql`
        select set_config('straatlagen.authority', ${test.viewer.authority_id}, true), set_config('straatlagen.organisation', 'town', true),
          set_config('straatlagen.role', 'planner', true), set_config('role', 'straatlagen_app', true)`;
      await sql.unsafe(statement);
    });
    return notices
      .filter((notice) => notice.includes("plan:"))
      .map((notice) => JSON.parse(notice.slice(notice.indexOf("{"))) as { "Query Text": string; Plan: Node })
      .map(({ "Query Text": text, Plan }) => ({ text, nodes: flat(Plan) }));
  }

  /** Fails on a sequential scan of a large partition (a look at its first row, to see whether there is one, is none), or on an index scan that walks through much of one. */
  function expect_indexed(logged: readonly Logged[], partitions: readonly string[]): void {
    const nodes = logged.flatMap((one) => one.nodes);
    const scans = nodes.filter((node) => large.has(node["Relation Name"] ?? ""));
    expect(
      scans
        .filter((node) => node["Node Type"].includes("Seq Scan") && looked_at(node) > 1000)
        .map((node) => node["Relation Name"]),
    ).toEqual([]);
    for (const partition of partitions) {
      const own = nodes.filter((node) => (node["Index Name"] ?? "").startsWith(`${partition}_geom`));
      expect(own.length, `${partition}: no scan of its spatial index`).toBeGreaterThan(0);
      expect(
        own.some((node) => node["Index Cond"]?.includes("&&")),
        partition,
      ).toBe(true);
    }
    for (const node of scans) expect(looked_at(node), node["Relation Name"]).toBeLessThan(5000);
  }
  const everything = ["feature_building", "feature_gas_low", "feature_tree", "feature_water_main"];
  const drawn = "st_transform(st_geomfromtext('LINESTRING(165000 195000,165200 195020)', 31370), 4326)";

  it("sees a sequential scan when there is one", async () => {
    // What this file would miss if it looked at nothing: a predicate that is not leak-proof.
    const logged = await plans_of(
      "select count(*) from feature where layer = 'tree' and st_x(st_centroid(geom)) between 165000 and 165010",
    );
    expect(() => expect_indexed(logged, ["feature_tree"])).toThrow();
  });

  it.each([
    [
      "&&",
      "select id from feature where layer = 'gas_low' and geom && st_makeenvelope(165000, 195000, 165200, 195200, 31370)",
      ["feature_gas_low"],
    ],
    [
      "&& over all layers",
      "select id from feature where geom && st_makeenvelope(165000, 195000, 165200, 195200, 31370)",
      everything,
    ],
    [
      "st_dwithin",
      "select id from feature where layer = 'tree' and st_dwithin(geom, st_setsrid(st_point(165000, 195000), 31370), 50)",
      ["feature_tree"],
    ],
    [
      "&& of a box made by another statement",
      "select id from feature where layer = 'gas_low' and geom && st_expand((select axis from street limit 1), 50)",
      ["feature_gas_low"],
    ],
    [
      "st_intersects",
      "select id from feature where layer = 'building' and st_intersects(geom, st_makeenvelope(165000, 195000, 165200, 195200, 31370))",
      ["feature_building"],
    ],
  ] as const)(
    "a plain read by %s uses the spatial index under row-level security",
    async (_, statement, partitions) => {
      expect_indexed(await plans_of(statement), partitions);
    },
  );

  it.each([
    ["street_contents", "select * from street_contents('dorpsstraat')", everything],
    ["street_features", "select * from street_features('dorpsstraat')", everything],
    [
      "street_cut and section",
      "select s.* from street_cut('dorpsstraat', 100) c cross join lateral section(array[c.line], 0.5) s",
      everything,
    ],
    [
      "preview",
      `select * from preview('heat_line', ${drawn})`,
      ["feature_gas_low", "feature_tree", "feature_water_main"],
    ],
    [
      "tile_rows below",
      "select * from tile_rows('below', 16, 33603, 21905)",
      ["feature_gas_low", "feature_water_main"],
    ],
    ["tile_mvt above", "select tile_mvt('above', 16, 33603, 21905)", ["feature_tree", "feature_building"]],
    [
      "analyse_street",
      "select analyse_street('dorpsstraat')",
      ["feature_gas_low", "feature_tree", "feature_water_main"],
    ],
  ] as const)("%s uses the spatial index in all that it runs", async (_, statement, partitions) => {
    expect_indexed(await plans_of(statement), partitions);
  });

  it("a saved measure and one chunk of the city-wide run do too", async () => {
    const [scenario] = await test.store.as_viewer(
      test.viewer,
      (sql) =>
        sql<
          { id: number }[]
        >`insert into scenario (authority_id, name) values ('testdorp', 'plans') returning id`,
    );
    expect_indexed(
      await plans_of(
        `select * from save_measure(${scenario!.id}, null, null, 'tree_row', '', ${drawn}, '{}')`,
      ),
      ["feature_gas_low", "feature_water_main"],
    );
    const [chunk] = await test.store.as_viewer(
      test.viewer,
      (sql) =>
        sql<
          { from_id: number; to_id: number }[]
        >`select from_id, to_id from analysis_chunks(200) where layer = 'gas_low' order by chunk limit 1`,
    );
    expect_indexed(await plans_of(`select analyse_chunk('gas_low', ${chunk!.from_id}, ${chunk!.to_id})`), [
      "feature_tree",
      "feature_water_main",
    ]);
  });

  it("a request starts no parallel workers, where a job may", async () => {
    const plan = async (sql: postgres.Sql | postgres.TransactionSql) => {
      await sql.unsafe(
        "set local parallel_setup_cost = 0; set local parallel_tuple_cost = 0; set local min_parallel_table_scan_size = 0",
      );
      const rows = await sql.unsafe("explain select count(*) from feature where layer = 'tree'");
      return rows.map((row) => row["QUERY PLAN"] as string).join("\n");
    };
    expect(await test.store.sql.begin(plan)).toContain("Gather");
    expect(await test.store.as_viewer(test.viewer, plan)).not.toContain("Gather");
  });
});
