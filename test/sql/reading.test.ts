import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../api/store/viewer.ts";
import { store_kinds, type TestStore } from "../store/test_store.ts";
import { reading_catalog } from "./reading_catalog.ts";
import { open_reading_town, point, type ReadingTown } from "./reading_town.ts";

describe.each(store_kinds)("what the application reads on %s", (kind) => {
  let town: ReadingTown;
  let test: TestStore;
  let gas_id = 0;
  let planner: Viewer;
  let gas_company: Viewer;
  let as: ReadingTown["as"];
  beforeAll(async () => {
    town = await open_reading_town(kind);
    ({ test, gas_id, planner, gas_company, as } = town);
  });
  afterAll(() => test.close());

  const contents = (viewer: Viewer) =>
    as(
      viewer,
      (sql) => sql<Record<string, unknown>[]>`select * from street_contents('dorpsstraat') order by layer`,
    );

  it("street_contents: lengths and areas inside the zone, depths, what is assumed", async () => {
    const rows = await contents(test.viewer);
    const by_layer = new Map(rows.map((row) => [row.layer, row]));
    const gas = by_layer.get("gas_low")!;
    expect(gas.feature_count).toBe(2);
    expect(gas.length_m).toBeCloseTo(40 + 5, 6);
    expect([gas.top_min_m, gas.bottom_max_m, gas.unknown_depth_count, gas.assumed_position_count]).toEqual([
      0.8, 1.2, 0, 1,
    ]);
    const tree = by_layer.get("tree")!;
    expect([tree.feature_count, tree.length_m, tree.area_m2, tree.assumed_position_count]).toEqual([
      3,
      null,
      null,
      1,
    ]);
    expect(by_layer.get("parking")!.area_m2).toBeCloseTo(20, 6);
    expect((await contents(planner)).map((row) => row.layer)).not.toContain("gas_low");
    expect((await contents(gas_company)).map((row) => row.layer)).toContain("gas_low");
  });

  it("street_features and feature_by_id: the rows behind it, with what may be seen", async () => {
    const ask = (viewer: Viewer, layer: string | null, limit = 100, offset = 0) =>
      as(
        viewer,
        (sql) =>
          sql<
            Record<string, unknown>[]
          >`select * from street_features('dorpsstraat', ${layer}, ${limit}, ${offset})`,
      );
    const gas = await ask(test.viewer, "gas_low");
    expect(
      gas.map((row) => [row.source_id, Math.round((row.length_in_street_m as number) * 1e6) / 1e6]),
    ).toEqual([
      ["g1", 40],
      ["g2", 5],
    ]);
    expect((await ask(test.viewer, "gas_low", 1, 1)).map((row) => row.source_id)).toEqual(["g2"]);
    expect(await ask(planner, "gas_low")).toEqual([]);
    const everything = await ask(test.viewer, null);
    // Buildings only touch the zone that ends at their facades.
    expect(everything.map((row) => row.source_id).sort()).toEqual([
      "far",
      "g1",
      "g2",
      "mid",
      "n",
      "near",
      "p",
      "s",
    ]);
    const [whole] = await as(
      test.viewer,
      (sql) =>
        sql<Record<string, unknown>[]>`select * from feature_by_id('gas_low', ${gas[1]!.id as number})`,
    );
    expect(whole).toMatchObject({
      source_id: "g2",
      length_in_street_m: 17,
      top_m: 1,
      bottom_m: 1.2,
      depth_source: "measured",
    });
    const geometry = whole!.geometry as { type: string; coordinates: [number, number][] };
    expect(geometry.type).toBe("LineString");
    expect(geometry.coordinates[0]![0]).toBeGreaterThan(4.58);
    expect(
      await as(planner, (sql) => sql`select * from feature_by_id('gas_low', ${gas[1]!.id as number})`),
    ).toHaveLength(0);
  });

  it("dataset_contents and layer_counts: what was delivered", async () => {
    const [row] = await as(
      test.viewer,
      (sql) => sql<Record<string, unknown>[]>`select * from dataset_contents(${gas_id})`,
    );
    expect(row).toMatchObject({
      layer: "gas_low",
      feature_count: 2,
      length_m: 57,
      area_m2: null,
      synthetic: false,
    });
    expect(await as(planner, (sql) => sql`select * from dataset_contents(${gas_id})`)).toHaveLength(0);
    const counts = async (viewer: Viewer) =>
      Object.fromEntries(
        (
          await as(
            viewer,
            (sql) => sql<{ layer: string; feature_count: number }[]>`select * from layer_counts()`,
          )
        ).map((c) => [c.layer, c.feature_count]),
      );
    expect(await counts(test.viewer)).toMatchObject({
      gas_low: 2,
      tree: 3,
      building: 2,
      parking: 1,
      water_main: 0,
    });
    expect(await counts(planner)).toMatchObject({ gas_low: 0, tree: 3 });
  });

  it("findings, finding_by_id and finding_count: the hidden thing's verdict and owner, never its line or distance", async () => {
    const all = await as(
      test.viewer,
      (sql) =>
        sql<
          Record<string, unknown>[]
        >`select * from json_populate_recordset(null::finding_row, (findings(null, 'dorpsstraat')).findings)`,
    );
    // The linden stands 1 m from the gas pipe of 0.1 m: 0.95 m.
    const found = all.find(
      (row) => (row.a as { layer: string }).layer === "gas_low" && (row.distance_m as number) < 1.01,
    );
    expect(found).toBeDefined();
    expect(found!.distance_m as number).toBeCloseTo(0.95, 6);
    const one = async (viewer: Viewer) => {
      const [answer] = await as(
        viewer,
        (sql) =>
          sql<
            {
              findings: Record<string, unknown>[];
              things: Record<string, unknown>[];
              rules: { id: string }[];
            }[]
          >`select findings, things, rules from finding_by_id(${found!.id as string})`,
      );
      const finding = answer!.findings[0]!;
      const thing = (name: unknown) => answer!.things[(name as { thing: number }).thing]!;
      expect(answer!.rules.map((rule) => rule.id)).toEqual([finding.rule_id]);
      return { finding, a: thing(finding.a), b: thing(finding.b), text: JSON.stringify(answer) };
    };
    const seen = await one(gas_company);
    expect(seen.a).toMatchObject({ visible: true, layer: "gas_low", owner: "Gasbedrijf", top_m: 0.8 });
    expect(seen.b).toMatchObject({ visible: true, name: "Linde" });
    expect(seen.finding.a).toEqual({
      thing: expect.any(Number),
      kind: "feature",
      layer: "gas_low",
      id: seen.a.id,
      part: 0,
      visible: true,
    });
    expect(seen.finding.stretch).not.toBeNull();
    // A planner could move the linden: until the gas company speaks of it, he is not told of the two.
    await expect(one(planner)).rejects.toThrow();
    await test.store.sql`
      insert into finding_message (authority_id, finding_id, text, author, organisation_id)
      values (${test.viewer.authority_id}, ${found!.id as string}, 'Te dicht', 'x', ${gas_company.organisation_id})`;
    const redacted = await one(planner);
    expect(redacted.finding).toMatchObject({
      verdict: "possible",
      // To the centimetre it would say where the pipe lies: the verdict is the class of the distance.
      distance_m: null,
      uncertainty_m: null,
      run_m: null,
      stretch: null,
      a: { kind: "feature", layer: "gas_low", id: null, part: 0, visible: false },
    });
    expect(redacted.a).toEqual({
      kind: "feature",
      layer: "gas_low",
      id: null,
      part: 0,
      visible: false,
      owner: "Gasbedrijf",
    });
    expect(redacted.b).toMatchObject({ visible: true, name: "Linde" });

    const counted = await as(
      test.viewer,
      (sql) => sql<{ verdict: string; findings: number }[]>`select * from finding_count(null, 'dorpsstraat')`,
    );
    expect(counted.reduce((sum, row) => sum + row.findings, 0)).toBe(all.length);
    const violated = await as(
      test.viewer,
      (sql) =>
        sql`select * from json_populate_recordset(null::finding_row, (findings(null, 'dorpsstraat', array['violated'])).findings)`,
    );
    expect(violated.length).toBe(
      counted.filter((row) => row.verdict === "violated").reduce((sum, row) => sum + row.findings, 0),
    );
    const paged = await as(
      test.viewer,
      (sql) =>
        sql<
          { id: string }[]
        >`select id from json_populate_recordset(null::finding_row, (findings(null, 'dorpsstraat', null, 1, 1)).findings)`,
    );
    expect(paged.map((row) => row.id)).toEqual([all[1]!.id]);
    const of_gas = await as(
      test.viewer,
      (sql) =>
        sql<
          { n: number }[]
        >`select coalesce(sum(findings), 0)::int as n from finding_count(null, null, null, ${gas_id})`,
    );
    expect(of_gas[0]!.n).toBeGreaterThan(0);
  });

  it("summarise_streets: counts per street what is stored, what is not public in tens of metres, and raises the data version", async () => {
    const version = async () =>
      (await test.store.sql<{ v: number }[]>`select data_version as v from authority`)[0]!.v;
    const before = await version();
    await test.store.sql`delete from street_summary`;
    await as(test.viewer, (sql) => sql`select summarise_streets()`);
    expect(await version()).toBe(before + 1);
    const rows = await test.store.sql`
      select kind, severity, verdict, sum(findings)::int as findings, round(sum(stretch_m)::numeric, 6) as stretch_m from street_summary where street_id = 'dorpsstraat' group by 1, 2, 3 order by 1, 2, 3`;
    const expected = await test.store.sql`
      select kind, severity, verdict, count(*)::int as findings,
        round(sum(case when exists (select from dataset d where d.id in (n.a_dataset_id, n.b_dataset_id) and d.access_class <> 'public')
          then 10 * ceil(stretch_m / 10) else stretch_m end)::numeric, 6) as stretch_m
      from finding n
      where scenario_id is null and street_id = 'dorpsstraat' group by 1, 2, 3 order by 1, 2, 3`;
    expect(rows.length).toBeGreaterThan(0);
    expect([...rows]).toEqual([...expected]);
  });

  it("tile_rows: clipped tile space, without what the viewer may not see", async () => {
    const [tile] = await test.store.sql<{ x: number; y: number }[]>`
      select floor((st_x(p) + 20037508.342789244) / (40075016.68557849 / 2 ^ 17))::int as x,
        floor((20037508.342789244 - st_y(p)) / (40075016.68557849 / 2 ^ 17))::int as y
      from (select st_transform(st_geomfromtext(${point(30, 3.5)}, 31370), 3857) as p) q`;
    const rows = (viewer: Viewer, group: string) =>
      as(
        viewer,
        (sql) => sql<{ layer: string; box: number[] }[]>`
          select layer, array[st_xmin(geom), st_ymin(geom), st_xmax(geom), st_ymax(geom)] as box from tile_rows(${group}, 17, ${tile!.x}, ${tile!.y})`,
      );
    const below = await rows(test.viewer, "below");
    expect(below.map((row) => row.layer)).toContain("gas_low");
    for (const {
      box: [w, s, e, n],
    } of [...below, ...(await rows(test.viewer, "above"))]) {
      // The buffer of 64 units, and what the tile's box turned into the analysis CRS has more.
      expect(Math.min(w!, s!)).toBeGreaterThanOrEqual(-128);
      expect(Math.max(e!, n!)).toBeLessThanOrEqual(4096 + 128);
    }
    expect(await rows(planner, "below")).toEqual([]);
    expect((await rows(planner, "above")).map((row) => row.layer)).toContain("tree");
    expect((await rows(planner, "street")).map((row) => row.layer).sort()).toEqual([
      "street_axis",
      "street_zone",
    ]);
    expect((await rows(test.viewer, "finding")).length).toBeGreaterThan(
      (await rows(planner, "finding")).length,
    );
    expect(await rows(test.viewer, "nonsense")).toEqual([]);
    if (test.store.features.mvt) {
      const [mvt] = await as(
        test.viewer,
        (sql) => sql<{ bytes: Buffer }[]>`select tile_mvt('below', 17, ${tile!.x}, ${tile!.y}) as bytes`,
      );
      expect(mvt!.bytes.includes("gas_low")).toBe(true);
      const [hidden] = await as(
        planner,
        (sql) => sql<{ bytes: Buffer }[]>`select tile_mvt('below', 17, ${tile!.x}, ${tile!.y}) as bytes`,
      );
      expect(hidden!.bytes.length).toBe(0);
    }
  });

  reading_catalog(() => town);
});
