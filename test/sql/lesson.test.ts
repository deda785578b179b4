import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { open_test_app, type TestApp } from "../api/open_test_app.ts";
import { heat_scenario } from "../api/routes/financing_sheet.ts";
import { load_small_town, town } from "../api/small_town.ts";
import { store_kinds } from "../store/test_store.ts";

describe.each(store_kinds)("what sheets and lessons ask of the store, on %s", (kind) => {
  let t: TestApp;
  let scenario_id: number;
  beforeAll(async () => {
    t = await open_test_app(kind);
    await load_small_town(t.test);
    scenario_id = await heat_scenario(t);
  });
  afterAll(() => t.close());
  const street_m = (types: string[], of = scenario_id) =>
    t.test.store.as_viewer(t.test.viewer, async (sql) => {
      const [row] = await sql<
        { m: number }[]
      >`select scenario_street_m(${of}::bigint, ${types}::text[]) as m`;
      return row!.m;
    });
  const district = (about: string, about_id: string) =>
    t.test.store.as_viewer(t.test.viewer, async (sql) => {
      const [row] = await sql<{ d: string | null }[]>`select lesson_district(${about}, ${about_id}) as d`;
      return row!.d;
    });

  it("scenario_street_m: a metre of street once, only along what was asked", async () => {
    expect(await street_m(["heat_line"])).toBeCloseTo(100, 2);
    // What lies within 15 m of the connections is along the pipe already.
    expect(await street_m(["heat_line", "heat_connection"])).toBeCloseTo(100, 2);
    // They end 1 m from the axis: 2 × √(15² − 1²) m each, less what a circle of sixteen corners lacks.
    const alone_m = await street_m(["heat_connection"]);
    expect(alone_m).toBeLessThanOrEqual(4 * Math.sqrt(15 ** 2 - 1));
    expect(alone_m).toBeGreaterThan(58.8);
    expect(await street_m(["tree"])).toBe(0);
    expect(await street_m(["heat_line"], 987654321)).toBe(0);
  });

  it("lesson_place: the names of district and of street or scenario; of a finding the district only", async () => {
    const place = async (about: string, about_id: string, district_id = "kern") => {
      const [row] = await t.test.store.sql<{ place: string }[]>`
        select lesson_place(${t.test.viewer.authority_id}, ${about}, ${about_id}, ${district_id}) as place`;
      return row!.place;
    };
    const [measure] = await t.test.store.sql<{ id: number }[]>`
      select id from measure where scenario_id = ${scenario_id} limit 1`;
    expect(await place("street", town.street_id)).toBe("Kern Dorpsstraat");
    expect(await place("scenario", String(scenario_id), "")).toBe("Warmte in de Dorpsstraat");
    expect(await place("measure", String(measure!.id), "")).toBe("Warmte in de Dorpsstraat");
    expect(await place("finding", "7e0")).toBe("Kern");
    expect(await place("scenario", "7e0", "")).toBe("");
  });

  it("lesson_district: where the thing lies; null where there is none", async () => {
    const [finding] = await t.test.store.sql<{ id: string }[]>`
      select id::text from finding where scenario_id = ${scenario_id} limit 1`;
    const [measure] = await t.test.store.sql<{ id: number }[]>`
      select id from measure where scenario_id = ${scenario_id} limit 1`;
    expect(await district("street", town.street_id)).toBe("kern");
    expect(await district("street", town.side_street_id)).toBe("");
    expect(await district("finding", finding!.id)).toBe("kern");
    expect(await district("measure", String(measure!.id))).toBe("kern");
    expect(await district("scenario", String(scenario_id))).toBe("");
    for (const about of ["street", "finding", "measure", "scenario"])
      expect(await district(about, "7e0"), about).toBeNull();
  });
});
