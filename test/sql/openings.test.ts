import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dig_problem } from "../../api/dig/dig_problem.ts";
import { opening_meetings } from "../../api/dig/opening_meetings.ts";
import { read_openings } from "../../api/dig/read_openings.ts";
import { hidden_works_owners, layer_owners, list_openings } from "../../api/queries/opening.ts";
import type { Viewer } from "../../api/store/viewer.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { deliver, gas_dataset, items_of } from "./deliver.ts";

const X = 165000;
const Y = 195000;
const at = (x: number, y: number): string => `${X + x} ${Y + y}`;
const line = (...points: [number, number][]): string =>
  `LINESTRING(${points.map(([x, y]) => at(x, y)).join(",")})`;
const box = (w: number, s: number, e: number, n: number): string =>
  `POLYGON((${[at(w, s), at(e, s), at(e, n), at(w, n), at(w, s)].join(",")}))`;

describe.each(store_kinds)("openings on %s", (kind) => {
  let test: TestStore;
  let stranger: Viewer;
  const names = new Map<number, string>();

  beforeAll(async () => {
    test = await open_test_store(kind);
    const works = (source_id: string, wkt: string, more: object = {}) => ({
      layer: "works",
      source_id,
      wkt,
      status: "projected",
      period: ["2091-03-01", "2091-08-31"] as const,
      attributes: { kind: "rioolvernieuwing", owner: "Stad" },
      ...more,
    });
    const segments = [
      { source_id: "1", name: "Dorpsstraat", wkt: line([0, 0], [200, 0]) },
      { source_id: "2", name: "Kerkstraat", wkt: line([200, 0], [200, 100]) },
    ];
    await deliver(
      test,
      "works.geojson",
      await items_of(
        test,
        [
          works("zone", box(20, -2, 60, 1)),
          works("line", line([50, 3], [90, 3])),
          works("point", `POINT(${at(120, -4)})`, {
            attributes: { kind: "herstelling", owner: "Stad", area_m2: 9, duration_days: 10 },
          }),
          // Over, and still blocking; over; no time at all; without an end and long past; called off.
          works("blocking", box(100, -1, 140, 1), {
            period: ["2024-01-01", "2024-03-01"],
            attributes: { kind: "heraanleg", blocked_until: "2089-03-01" },
          }),
          works("over", box(0, -1, 9, 1), { period: ["2024-01-01", "2024-03-01"] }),
          works("no_time", box(150, -1, 160, 1), { period: null }),
          works("past", box(165, -1, 170, 1), { period: ["2019-01-01", null] }),
          works("off", box(0, -1, 9, 1), { status: "disused" }),
          // Takes the street and digs nothing.
          works("market", box(20, -2, 60, 1), { attributes: { kind: "markt", event: true } }),
          // A corner in another street, less than a tenth of it: the street that it is about counts.
          works("corner", box(100, 2, 201, 4), { attributes: { kind: "aanleg glasvezel" } }),
          { layer: "water_main", source_id: "w", wkt: line([0, 5], [200, 5]), top_m: 0.9 },
        ],
        segments,
      ),
      { skip_analysis: true },
    );
    const about = { ...gas_dataset, key: "secret", name: "Geheime werken", owner: "Netbedrijf" };
    await deliver(
      test,
      "secret.geojson",
      [about, ...(await items_of(test, [works("secret", box(30, -5, 50, -3))]))],
      { skip_analysis: true },
    );
    stranger = { ...test.viewer, id: "planner", role: "planner" };
    for (const row of await test.store.sql<
      { id: number; source_id: string }[]
    >`select id, source_id from feature`)
      names.set(row.id, row.source_id);
  });
  afterAll(() => test.close());

  const listed = (viewer: Viewer = test.viewer, street: string | null = null) =>
    test.store.as_viewer(viewer, async (sql) =>
      (await list_openings(sql, null, street)).map((row) => ({ ...row, name: names.get(row.id) })),
    );

  it("openings and opening_things: what is yet to come, in the frame of its street", async () => {
    const rows = await listed();
    expect(rows.map(({ name, street_id }) => `${name} ${street_id}`).sort()).toEqual([
      ...["blocking dorpsstraat", "corner dorpsstraat", "line dorpsstraat", "no_time dorpsstraat"],
      ...["past dorpsstraat", "point dorpsstraat", "secret dorpsstraat", "zone dorpsstraat"],
    ]);
    const zone = rows.find(({ name }) => name === "zone")!;
    expect(zone).toMatchObject({ kind: "works", dimension: 2, street_id: "dorpsstraat", layer: null });
    // Measured from the west, left of the way is north.
    const frame = [zone.from_m, zone.to_m, zone.right_m, zone.left_m, zone.size];
    expect(frame.map((one) => Math.round(one * 1000) / 1000)).toEqual([20, 60, -2, 1, 120]);
    expect(rows.find(({ name }) => name === "line")).toMatchObject({ dimension: 1, size: 40 });
    expect(rows.find(({ name }) => name === "point")!.right_m).toBeCloseTo(-4, 6);
    expect(await listed(test.viewer, "kerkstraat")).toEqual([]);
    expect((await listed(test.viewer, "dorpsstraat")).length).toBe(rows.length);
  });

  it("street_offset_m: left of a line positive, right of it negative, also round a bend", async () => {
    const ask = async (wkt: string, x: number, y: number) => {
      const [row] = await test.store.sql<{ m: number }[]>`
        select street_offset_m(st_geomfromtext(${wkt}, 31370), st_setsrid(st_point(${X + x}, ${Y + y}), 31370)) as m`;
      return Math.round(row!.m * 1000) / 1000;
    };
    const bend = line([0, 0], [100, 0], [100, 100]);
    expect(await ask(bend, 50, 3)).toBe(3);
    expect(await ask(bend, 50, -2)).toBe(-2);
    expect(await ask(bend, 97, 50)).toBe(3);
    expect(await ask(bend, 104, 50)).toBe(-4);
  });

  it("hidden works: not listed, their owner told, nothing else", async () => {
    expect((await listed(stranger)).map(({ name }) => name)).not.toContain("secret");
    const owners = (viewer: Viewer) =>
      test.store.as_viewer(viewer, (sql) => hidden_works_owners(sql, "dorpsstraat"));
    expect(await owners(stranger)).toEqual(["Netbedrijf"]);
    expect(await owners(test.viewer)).toEqual([]);
  });

  it("layer_owners: who delivered things of a layer lays more of them", async () => {
    const owners = await test.store.as_viewer(test.viewer, layer_owners);
    expect(owners.get("water_main")).toBe("Testdorp");
    expect(owners.has("heat_network")).toBe(false);
  });

  it("a measure that digs is an opening too, its blocking period told to the rules", async () => {
    const { openings, meetings } = await test.store.as_viewer(test.viewer, async (sql) => {
      const [scenario] = await sql<{ id: number }[]>`
        insert into scenario (authority_id, name) values (current_authority(), 'graven') returning id`;
      const save = (type: string, wkt: string, parameters: object, period: string) => sql`
        select save_measure(${scenario!.id}::bigint, null, null, ${type}, '', st_transform(st_geomfromtext(${wkt}, 31370), 4326),
          ${sql.json(parameters as never)}, ${period}::daterange)`;
      await save("heat_line", line([20, 4.5], [70, 4.5]), {}, "[2092-01-10,2092-12-31]");
      await save("water_line", line([60, 2.5], [85, 2.5]), {}, "[2091-01-01,2091-12-31]");
      const zone = { lays: "water_main", blocking_years: "2", duration_days: 50 };
      await save("planned_works_zone", box(70, 3.5, 110, 5.5), zone, "[2091-01-01,2091-03-31]");
      const read = await read_openings(sql, scenario!.id, "dorpsstraat");
      return {
        ...read,
        meetings: opening_meetings(dig_problem(read.openings, [], [], read.today)),
      };
    });
    const [thing] = await test.store.sql<{ until: string }[]>`
      select blocked_until::text as until
      from measure_things('planned_works_zone', st_geomfromtext(${box(0, 0, 1, 1)}, 31370), '{"blocking_years": "2"}', 1, '[2091-01-01,2091-04-01)')`;
    expect(thing).toEqual({ until: "2093-03-31" });
    const heat = openings.find((one) => one.what === "heat_line")!;
    expect(heat).toMatchObject({ kind: "measure", party: "Testdorp", lays: "heat_network" });
    // Trench of 0.65 m and twice 0.3 m beside it, and 0.3 m between the pipes.
    expect(heat.places[0]!.left_m - heat.places[0]!.right_m).toBeCloseTo(1.55, 1);
    const zone = openings.find((one) => one.what === "planned_works_zone")!;
    expect(zone).toMatchObject({ lays: "water_main", weeks: 10, weeks_assumed: false, blocking_months: 24 });
    const of = (a: string, b: string) =>
      meetings.find((one) => [one.a, one.b].sort().join() === [a, b].sort().join());
    // The heat line ends where the zone begins.
    expect(of(heat.key, zone.key)).toBeUndefined();
    const works_line = openings.find((one) => names.get(one.id) === "line" && one.kind === "works")!;
    // Zone until March 2091, the line from then on, 20 m of it at the same place, within the two years.
    expect(of(zone.key, works_line.key)).toMatchObject({ time: expect.stringMatching(/meet|blocked/) });
    expect(of(zone.key, works_line.key)!.shared_m).toBeCloseTo(20, 3);
    expect(of(heat.key, works_line.key)!.shared_trench_m).toBeCloseTo(20, 3);
    // Done in some weeks of 2091, the line in its months from March: the periods meet, whenever in them it is done.
    const water = openings.find((one) => one.what === "water_line")!;
    expect(water.weeks).toBeLessThan(8);
    expect(of(water.key, works_line.key)).toMatchObject({ time: "meet", shared_m: expect.closeTo(25, 3) });
    expect(of(heat.key, works_line.key)!.time).not.toBe("meet");
  });

  it("leaves out what cannot be planned, each with its reason, and keeps what still blocks", async () => {
    const { openings, today } = await test.store.as_viewer(test.viewer, (sql) =>
      read_openings(sql, null, null),
    );
    const { left_out, problem } = dig_problem(openings, [], [], today);
    const reasons = left_out.map(({ id, reason }) => `${names.get(id)} ${reason}`);
    expect(reasons.sort()).toEqual(["no_time no_period", "past past"]);
    const blocking = problem.openings.find(({ key }) => names.get(Number(key.split(":")[1])) === "blocking")!;
    // From March 2024 to March 2089, and nothing can join it.
    expect(blocking).toMatchObject({ blocking_months: 65 * 12, agreed: blocking.key });
    const point = openings.find(({ id }) => names.get(id) === "point")!;
    expect(point.places[0]!.to_m - point.places[0]!.from_m).toBeCloseTo(3, 6);
    expect(point).toMatchObject({ weeks: 2 });
  });
});
