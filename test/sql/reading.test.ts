import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Transaction } from "../../api/store/open_store.ts";
import type { Viewer } from "../../api/store/viewer.ts";
import type { ImportItem } from "../../data/importers/types.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { deliver, items_of } from "./deliver.ts";

const X = 165000;
const Y = 195000;
const line = (...points: [number, number][]): string =>
  `LINESTRING(${points.map(([x, y]) => `${X + x} ${Y + y}`).join(",")})`;
const box = (w: number, s: number, e: number, n: number): string =>
  `POLYGON((${X + w} ${Y + s},${X + e} ${Y + s},${X + e} ${Y + n},${X + w} ${Y + n},${X + w} ${Y + s}))`;
const point = (x: number, y: number): string => `POINT(${X + x} ${Y + y})`;

/** A street of 100 m between facades at 8 m, public things in it, and a gas company's hidden pipes. */
describe.each(store_kinds)("what the application reads on %s", (kind) => {
  let test: TestStore;
  let public_id = 0;
  let gas_id = 0;
  let planner: Viewer;
  let gas_company: Viewer;
  beforeAll(async () => {
    test = await open_test_store(kind);
    const open = await deliver(
      test,
      "public.gpkg",
      await items_of(
        test,
        [
          { layer: "building", source_id: "n", wkt: box(0, 8, 100, 20) },
          { layer: "building", source_id: "s", wkt: box(0, -20, 100, -8) },
          {
            layer: "tree",
            source_id: "near",
            wkt: point(30, 4),
            position_accuracy_m: 0.1,
            attributes: { name: "Linde" },
          },
          { layer: "tree", source_id: "far", wkt: point(90, -6) },
          { layer: "tree", source_id: "mid", wkt: point(50, 4.5), position_accuracy_m: 0.1 },
          // 10 m × 4 m, the southern half of it inside the zone.
          { layer: "parking", source_id: "p", wkt: box(70, 6, 80, 10), status: "projected" },
        ],
        [{ source_id: "1", name: "Dorpsstraat", wkt: line([0, 0], [100, 0]) }],
      ),
    );
    const about: ImportItem = {
      kind: "dataset",
      key: "gas",
      name: "Gasnet",
      owner: "Gasbedrijf",
      licence: null,
      purpose: null,
      access_class: "restricted",
      dated: null,
      expires: null,
      attachments: [],
    };
    const hidden = await deliver(test, "gas.zip", [
      about,
      ...(await items_of(test, [
        {
          layer: "gas_low",
          source_id: "g1",
          wkt: line([20, 3], [60, 3]),
          diameter_m: 0.1,
          top_m: 0.8,
          position_accuracy_m: 0.1,
        },
        // From y = 3 to 20, of which 5 m up to the facade lie in the zone.
        {
          layer: "gas_low",
          source_id: "g2",
          wkt: line([85, 3], [85, 20]),
          diameter_m: 0.2,
          top_m: 1,
          depth_accuracy_m: 0.1,
        },
      ])),
    ]);
    public_id = open.dataset_ids[0]!;
    gas_id = hidden.dataset_ids[0]!;
    planner = { ...test.viewer, id: "planner", role: "planner" };
    gas_company = { ...test.viewer, id: "gas", role: "utility_partner", organisation_id: "gasbedrijf" };
  });
  afterAll(() => test.close());

  const as = <T>(viewer: Viewer, work: (sql: Transaction) => Promise<T>): Promise<T> =>
    test.store.as_viewer(viewer, work);
  const contents = (viewer: Viewer) =>
    as(
      viewer,
      (sql) => sql<Record<string, unknown>[]>`select * from street_contents('dorpsstraat') order by layer`,
    );

  it("visible_dataset_ids: public ones, own ones, all for an administrator", async () => {
    const visible = async (viewer: Viewer) =>
      (
        await as(
          viewer,
          (sql) =>
            sql<
              { ids: number[]; authority: string }[]
            >`select visible_dataset_ids() as ids, current_authority() as authority`,
        )
      )[0]!;
    expect((await visible(planner)).ids).toEqual([public_id]);
    expect((await visible(gas_company)).ids.sort()).toEqual([public_id, gas_id].sort());
    expect((await visible(test.viewer)).ids.sort()).toEqual([public_id, gas_id].sort());
    expect((await visible(planner)).authority).toBe("testdorp");
    expect((await visible({ ...test.viewer, authority_id: "elders" })).ids).toEqual([]);
  });

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

  it("measure_parameters: the given ones over the type's defaults", async () => {
    const [row] = await as(
      test.viewer,
      (sql) =>
        sql`select measure_parameters('tree', '{"root_radius_m": 3}') as given, measure_parameters('tree', null) as bare, measure_parameters('nothing', null) as none`,
    );
    expect(row!.bare).toEqual({
      species_class: "medium",
      root_barrier: false,
      crown_diameter_m: 6,
      root_radius_m: 4.2,
      root_depth_m: 0.6,
      pit_area_m2: 2.25,
      surface_now: "footway",
      compensation: false,
    });
    expect(row!.given).toEqual({ ...row!.bare, root_radius_m: 3 });
    expect(row!.none).toEqual({});
  });

  it("effective_rules: the authority's own row in place of the catalogue's", async () => {
    const rules = (authority_id: string) =>
      as(
        test.viewer,
        (sql) =>
          sql<
            { id: string; horizontal_m: number }[]
          >`select id, horizontal_m from effective_rules(${authority_id}) order by id`,
      );
    const before = await rules("testdorp");
    await test.store.sql`
      insert into rule (authority_id, id, a_layer, b_layer, relation, kind, topic, applied, planned_only, horizontal_m, severity, reason, jurisdiction, confidence, source_title, source_url)
      select 'testdorp', id, a_layer, b_layer, relation, kind, topic, applied, planned_only, 7.5, severity, reason, jurisdiction, confidence, 'own', source_url
      from rule where authority_id is null and id = 'CLR086'`;
    try {
      const after = await rules("testdorp");
      expect(after.map((rule) => rule.id)).toEqual(before.map((rule) => rule.id));
      expect(after.find((rule) => rule.id === "CLR086")!.horizontal_m).toBe(7.5);
      expect((await rules("elders")).find((rule) => rule.id === "CLR086")!.horizontal_m).toBe(2);
    } finally {
      await test.store.sql`delete from rule where authority_id = 'testdorp'`;
    }
  });

  it("to_analysis: leaves what is there already, brings the rest", async () => {
    const [row] = await as(
      test.viewer,
      (sql) => sql`
        select st_astext(to_analysis(st_setsrid(st_point(1.5, 2.5), 31370))) as same, analysis_srid() as srid, st_srid(to_analysis(st_setsrid(st_point(4.4, 51), 4326))) as moved`,
    );
    expect(row).toEqual({ same: "POINT(1.5 2.5)", srid: 31370, moved: 31370 });
  });

  it("evaluate_measures_near: judges measures again where features changed, and no others", async () => {
    const saved = await as(test.viewer, async (sql) => {
      const [scenario] = await sql<
        { id: number }[]
      >`insert into scenario (authority_id, name) values ('testdorp', 'near') returning id`;
      const [measure] = await sql<{ id: number }[]>`
        select * from save_measure(${scenario!.id}, null, null, 'tree', 'new', st_transform(st_geomfromtext(${point(50, -200)}, 31370), 4326), '{}')`;
      return { scenario_id: scenario!.id, id: measure!.id };
    });
    const pipes = async () =>
      (
        await test.store.sql<
          { n: number }[]
        >`select count(*)::int as n from finding where scenario_id = ${saved.scenario_id} and 'gas_medium' in (a_layer, b_layer)`
      )[0]!.n;
    await deliver(
      test,
      "new pipe.gpkg",
      await items_of(test, [
        {
          layer: "gas_medium",
          wkt: line([40, -200.5], [60, -200.5]),
          diameter_m: 0.1,
          position_accuracy_m: 0.1,
        },
      ]),
      {
        skip_analysis: true,
      },
    );
    const near = async (wkt: string) =>
      (
        await as(
          test.viewer,
          (sql) => sql<{ n: number }[]>`select evaluate_measures_near(st_geomfromtext(${wkt}, 31370)) as n`,
        )
      )[0]!.n;
    expect([await near(box(50, 400, 51, 401)), await pipes()]).toEqual([0, 0]);
    expect(await near(box(40, -201, 60, -200))).toBe(1);
    expect(await pipes()).toBeGreaterThan(0);
  });
});
