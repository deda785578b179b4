import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { choose_trial_pits } from "../../api/overlap/choose_trial_pits.ts";
import { list_overlap_findings, list_trial_pit_places } from "../../api/queries/overlap_check.ts";
import type { Transaction } from "../../api/store/open_store.ts";
import type { Viewer } from "../../api/store/viewer.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { box, line, overlap_town } from "./overlap_town.ts";

interface Asked {
  readonly wkt?: string;
  readonly width_m?: number;
  readonly depth_m?: number;
  readonly scenario_id?: number;
  readonly measure_type?: string;
}

describe.each(store_kinds)("overlap checks on %s", (kind) => {
  let test: TestStore;
  let stranger: Viewer;

  beforeAll(async () => {
    test = await open_test_store(kind);
    await overlap_town(test);
    stranger = { ...test.viewer, id: "planner", role: "planner" };
  });
  afterAll(() => test.close());

  const as = <T>(viewer: Viewer, work: (sql: Transaction) => Promise<T>) =>
    test.store.as_viewer(viewer, work);
  const put = async ({ wkt, width_m, depth_m, scenario_id, measure_type }: Asked) => {
    const [row] = await test.store.sql<{ id: number }[]>`
      insert into overlap_check (authority_id, geom, trench_width_m, dig_depth_m, scenario_id, measure_type, created_by)
      values (${test.viewer.authority_id}, st_geomfromtext(${wkt ?? null}, 31370), ${width_m ?? null}, ${depth_m ?? null}, ${scenario_id ?? null}, ${measure_type ?? null}, 'test')
      returning id`;
    return row!.id;
  };
  const trench = { wkt: line([0, 0], [40, 0]), width_m: 1, depth_m: 1 };
  const objects = (id: number, viewer = test.viewer) =>
    as(viewer, (sql) => sql<Record<string, unknown>[]>`select * from overlap_objects(${id}::bigint)`);
  const by_source = async (id: number) => {
    const rows = await objects(id);
    const names = await test.store.sql<
      { id: number; source_id: string }[]
    >`select id, source_id from feature`;
    const name = new Map(names.map((row) => [row.id, row.source_id]));
    return new Map(rows.map((row) => [name.get(row.id as number) ?? "?", row]));
  };

  it("overlap_objects: what a trench hits for certain, perhaps, or nobody knows; worked out by hand", async () => {
    const found = await by_source(await put(trench));
    const dig = Object.fromEntries([...found].map(([name, row]) => [name, row.dig]));
    expect(dig).toEqual({
      // 0.8 + 0.05 < 1, and it crosses whatever 5 cm do.
      w: "violated",
      g: "violated",
      // 1.4 − 0.05 ≥ 1.
      deep: "clear",
      // A typical depth stands in: 0.5 m ± 0.2 or so; see below.
      no_depth: expect.stringMatching(/violated|possible/),
      // 1.2 m away ± 1.5 m.
      beside: "possible",
      p: null,
      k: null,
      overhead: null,
    });
    expect(found.get("w")).toMatchObject({ inside: true, top_m: 0.8, owner: "Testdorp", trial_pits: 0 });
    expect(found.get("w")!.length_m).toBeCloseTo(1, 3);
    expect(found.get("beside")).toMatchObject({ inside: false, length_m: 0 });
    // 4 m of it, 0.75 m within the half metre on this side and the 0.25 m beyond the axis.
    expect(found.get("k")!.area_m2).toBeCloseTo(4 * 0.75, 3);
    expect(found.get("p")!.area_m2).toBeCloseTo(5, 3);
    expect(found.has("far")).toBe(false);
  });

  it("dig_verdict: however deep where no depth is given, and unknown where the object's is not known", async () => {
    await test.store
      .sql`update feature set top_m = null, bottom_m = null, depth_source = 'unknown' where source_id = 'no_depth'`;
    const deep = await by_source(await put(trench));
    expect(deep.get("no_depth")).toMatchObject({ dig: "unknown", top_m: null });
    const area = await by_source(await put({ wkt: box(0, -4, 40, 4) }));
    // More than their accuracy inside the area.
    expect(area.get("deep")!.dig).toBe("violated");
    expect(area.get("no_depth")!.dig).toBe("violated");
    expect(area.get("beside")!.dig).toBe("violated");
  });

  it("crossing_survives: only a line whose ends stay away crosses whatever the shift", async () => {
    const ask = async (a: string, b: string, u: number) => {
      const [row] = await test.store.sql<{ yes: boolean }[]>`
        select crossing_survives(st_geomfromtext(${a}, 31370), st_geomfromtext(${b}, 31370), ${u}) as yes`;
      return row!.yes;
    };
    const axis = line([0, 0], [40, 0]);
    expect(await ask(line([20, -5], [20, 5]), axis, 1.5)).toBe(true);
    expect(await ask(line([20, -1], [20, 5]), axis, 1.5)).toBe(false);
    expect(await ask(line([39, -5], [39, 5]), axis, 1.5)).toBe(false);
    // In and out again: the loop may have missed it.
    expect(await ask(line([20, -5], [20, 2], [22, 2], [22, -5]), axis, 1.5)).toBe(false);
    expect(await ask(line([5, 1], [35, 1]), axis, 1.5)).toBe(false);
    expect(await ask(line([0, 0], [40, 0]), axis, 0.1)).toBe(false);
  });

  it("tells whoever may not see an object its layer, owner and verdict, and nothing else", async () => {
    const id = await put(trench);
    const hidden = (await objects(id, stranger)).filter((row) => !row.visible);
    expect(hidden).toHaveLength(1);
    const told = Object.fromEntries(Object.entries(hidden[0]!).filter(([, value]) => value !== null));
    expect(told).toEqual({
      layer: "gas_low",
      visible: false,
      owner: "Gasbedrijf",
      // Certain for its owner; judged a metre or two off, it may be so.
      dig: "possible",
      synthetic: false,
      buried: true,
      trial_pits: 0,
    });
    const findings = await as(
      stranger,
      (sql) =>
        sql`select * from json_populate_recordset(null::finding_row, (overlap_findings(${id}::bigint)).findings)`,
    );
    expect(JSON.stringify(findings)).not.toContain("geheim");
    const places = await as(stranger, async (sql) =>
      list_trial_pit_places(sql, id, await list_overlap_findings(sql, id)),
    );
    expect(JSON.stringify(places)).not.toContain("gas_low");
  });

  it("overlap_findings: what is to be laid and the digging are judged by the rules, besides what is stored", async () => {
    const plain = await put(trench);
    const laid = await put({ ...trench, measure_type: "heat_line" });
    const rules = (id: number) =>
      as(test.viewer, async (sql) =>
        (
          await sql<{ layers: string }[]>`
            select concat_ws('/', least(a ->> 'layer', b ->> 'layer'), greatest(a ->> 'layer', b ->> 'layer')) as layers from json_populate_recordset(null::finding_row, (overlap_findings(${id}::bigint)).findings)`
        ).map((row) => row.layers),
      );
    expect(await rules(plain)).not.toContain("heat_network/water_main");
    expect(await rules(laid)).toContain("heat_network/water_main");
    const [first] = await as(
      test.viewer,
      (sql) =>
        sql`select count(*)::int as n from json_populate_recordset(null::finding_row, (overlap_findings(${laid}::bigint)).findings)`,
    );
    const direct = await as(
      test.viewer,
      (sql) =>
        sql`select count(*)::int as n from json_populate_recordset(null::finding_row, (preview('heat_line', st_transform(st_geomfromtext(${trench.wkt}, 31370), 4326))).findings)`,
    );
    expect(first!.n).toBeGreaterThanOrEqual(direct[0]!.n as number);
  });

  it("overlap_checks: the ground of an area, a trench and a scenario", async () => {
    const zone_m2 = async (id: number) =>
      (
        await as(
          test.viewer,
          (sql) => sql<{ zone_area_m2: number }[]>`select * from overlap_checks(${id}::bigint)`,
        )
      )[0]!.zone_area_m2;
    expect(await zone_m2(await put(trench))).toBeCloseTo(40, 6);
    expect(await zone_m2(await put({ wkt: box(0, 0, 10, 5) }))).toBeCloseTo(50, 6);
    const scenario_id = await as(test.viewer, async (sql) => {
      const [row] = await sql<{ id: number }[]>`
        insert into scenario (authority_id, name) values (${test.viewer.authority_id}, 'swale') returning id`;
      await sql`select save_measure(${row!.id}, null, null, 'depaving', '', st_transform(st_geomfromtext(${box(5, -4, 15, 4)}, 31370), 4326), '{}', null)`;
      return row!.id;
    });
    const id = await put({ scenario_id });
    expect(await zone_m2(id)).toBeCloseTo(80, 3);
    const found = await by_source(id);
    expect(found.get("w")).toMatchObject({ inside: true, dig: null });
    expect(await zone_m2(await put({ scenario_id: await empty_scenario() }))).toBe(0);
    const elsewhere = { ...test.viewer, authority_id: "elders" };
    expect(await objects(id, elsewhere)).toEqual([]);
  });
  const empty_scenario = () =>
    as(test.viewer, async (sql) => {
      const [row] = await sql<{ id: number }[]>`
        insert into scenario (authority_id, name) values (${test.viewer.authority_id}, 'empty') returning id`;
      return row!.id;
    });

  it("settling_chance: the share of what may be measured that leaves no doubt", async () => {
    const ask = async (...of: (number | null)[]) => {
      const [row] = await test.store.sql<{ chance: number }[]>`
        select settling_chance(${of[0]!}::float8, ${of[1]!}::float8, ${of[2]!}::float8, ${of[3]!}::float8) as chance`;
      return row!.chance;
    };
    // 1 ± 0.5 against 1, with 0.1 left: 0.9 to 1.1 stays open, a fifth of 0.5 to 1.5.
    expect(await ask(1, 0.5, 1, 0.1)).toBeCloseTo(0.8, 9);
    // Against 1.4: 1.3 to 1.5 stays open.
    expect(await ask(1, 0.5, 1.4, 0.1)).toBeCloseTo(0.8, 9);
    expect(await ask(1, 0.5, 1.45, 0.1)).toBeCloseTo(0.85, 9);
    expect(await ask(1, 0.5, 2, 0.1)).toBe(1);
    expect(await ask(1, 0.5, null, 0.1)).toBe(1);
    expect(await ask(1, 0.5, 1, 0.5)).toBe(0);
    expect(await ask(null, 0.5, 1, 0.2)).toBeCloseTo(0.8, 9);
  });

  it("trial_pit_places: the best place is where the open verdicts are, and digging there settles them", async () => {
    const id = await put(trench);
    const chances = await as(test.viewer, async (sql) =>
      list_trial_pit_places(sql, id, await list_overlap_findings(sql, id)),
    );
    const chosen = choose_trial_pits(chances);
    expect(chosen.length).toBeGreaterThan(0);
    const before = await by_source(id);
    expect(before.get("no_depth")!.dig).toBe("unknown");
    const cable = before.get("no_depth")!.id as number;
    const best = chosen.find((one) => one.objects.some((each) => each.id === cable))!;
    const [lon, lat] = (best.place as unknown as { coordinates: [number, number] }).coordinates;
    await as(
      test.viewer,
      (sql) =>
        sql`select add_trial_pit('telecom', ${cable}, st_setsrid(st_point(${lon}, ${lat}), 4326), 0.05, 1.3, 0.02, '2026-11-01', '')`,
    );
    expect((await by_source(id)).get("no_depth")).toMatchObject({ dig: "clear", trial_pits: 1 });
  });
});
