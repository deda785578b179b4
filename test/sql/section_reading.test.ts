import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../api/store/viewer.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { deliver, items_of } from "./deliver.ts";
import { put_dataset, put_features } from "./put_features.ts";

interface Answer {
  readonly objects: readonly {
    layer: string;
    id: number;
    from_m: number;
    relation: string;
    angle_deg: number | null;
  }[];
  readonly findings: readonly { a: { layer: string }; b: { layer: string } }[];
  readonly hidden: readonly { layer: string; owner: string; violated: number; possible: number }[];
}

const across = "LINESTRING(165100 194990,165100 195010)";

describe.each(store_kinds)("who reads a section on %s", (kind) => {
  let test: TestStore;
  let planner: Viewer;
  beforeAll(async () => {
    test = await open_test_store(kind);
    planner = { ...test.viewer, id: "planner", role: "planner" };
    await deliver(
      test,
      "town.gpkg",
      await items_of(
        test,
        [
          { layer: "tree", wkt: "POINT(165100 195004)", position_accuracy_m: 0.1 },
          {
            layer: "building",
            wkt: "POLYGON((165000 195008,165200 195008,165200 195018,165000 195018,165000 195008))",
          },
        ],
        [
          // Drawn from east to west, then a second piece with a gap between: one street of 180 m.
          { source_id: "a", name: "Dorpsstraat", wkt: "LINESTRING(165100 195000,165000 195000)" },
          { source_id: "b", name: "Dorpsstraat", wkt: "LINESTRING(165200 195000,165120 195000)" },
          {
            source_id: "c",
            name: "Ringlaan",
            wkt: "LINESTRING(166000 195000,166040 195000,166040 195040,166000 195040,166000 195000)",
          },
        ],
      ),
    );
    const [about] = [
      { kind: "dataset", key: "gas", name: "Gas", owner: "Gasbedrijf", access_class: "restricted" } as const,
    ];
    await deliver(test, "gas.zip", [
      about as never,
      ...(await items_of(test, [
        {
          layer: "gas_low",
          wkt: "LINESTRING(165000 195003,165200 195003)",
          diameter_m: 0.1,
          top_m: 0.8,
          position_accuracy_m: 0.1,
        },
      ])),
    ]);
  });
  afterAll(() => test.close());

  const section = async (viewer: Viewer, line: string): Promise<Answer> => {
    const [row] = await test.store.as_viewer(
      viewer,
      (sql) =>
        sql<
          Answer[]
        >`select objects, findings, hidden from section(array[st_geomfromtext(${line}, 31370)], 0.5)`,
    );
    return row!;
  };

  it("shows the administrator the gas line and its conflict with the tree, there", async () => {
    const { objects, findings, hidden } = await section(test.viewer, across);
    expect(objects.map((one) => one.layer)).toEqual(["gas_low", "tree", "building"]);
    expect(findings.length).toBeGreaterThan(0);
    expect(hidden).toEqual([]);
  });

  it("tells who has no right that there is gas and whose: never where, how deep, which or in how many conflicts", async () => {
    const seen = await section(planner, across);
    expect(seen.objects.map((one) => one.layer)).toEqual(["tree", "building"]);
    expect(seen.findings).toEqual([]);
    expect(seen.hidden).toEqual([{ layer: "gas_low", owner: "Gasbedrijf" }]);
    expect(JSON.stringify(seen)).not.toMatch(/"top_m":0|"from_m":13|gas\.zip/);
  });

  it("gives the same of hidden things for any line in the same square, on them or beside them", async () => {
    const on = await section(planner, "LINESTRING(165110 195002.9,165110 195003.1)");
    const beside = await section(planner, "LINESTRING(165110 195040,165110 195040.1)");
    const far = await section(planner, "LINESTRING(165110 195060,165110 195060.1)");
    expect(on.hidden).toEqual(beside.hidden);
    expect(on.hidden).toHaveLength(1);
    expect(far.hidden).toEqual([]);
  });

  it("draws in 3D only what the viewer may see", async () => {
    const lines = async (viewer: Viewer) =>
      test.store.as_viewer(viewer, async (sql) => [
        ...(await sql<{ layer: string }[]>`
          select layer, top_m from below_ground(st_transform(st_buffer(st_geomfromtext(${across}, 31370), 10), 4326))`),
        ...(await sql<{ verdict: string }[]>`
          select verdict from below_ground_conflicts(st_transform(st_buffer(st_geomfromtext(${across}, 31370), 10), 4326))`),
      ]);
    expect(await lines(test.viewer)).toEqual([{ layer: "gas_low", top_m: 0.8 }, { verdict: "violated" }]);
    expect(await lines(planner)).toEqual([]);
  });

  it("measures a street in pieces from its western end, whichever way they are drawn", async () => {
    const rows = await test.store.as_viewer(
      planner,
      (sql) => sql`select part, from_m, st_astext(geom, 3) as geom from street_parts('dorpsstraat')`,
    );
    expect([...rows]).toEqual([
      { part: 1, from_m: 0, geom: "LINESTRING(165000 195000,165100 195000)" },
      { part: 2, from_m: 100, geom: "LINESTRING(165120 195000,165200 195000)" },
    ]);
    const [ring] = await test.store.as_viewer(
      planner,
      (sql) =>
        sql<
          { parts: number; length_m: number }[]
        >`select count(*)::int as parts, sum(st_length(geom)) as length_m from street_parts('ringlaan')`,
    );
    expect(ring).toEqual({ parts: 1, length_m: 160 });
    const [none] = await test.store.as_viewer(planner, (sql) => sql`select from street_parts('nergens')`);
    expect(none).toBeUndefined();
  });

  it.each([
    // Metres along, the place there, and where a click beside it is nearest.
    [30, "POINT(165030 195000)"],
    [100, "POINT(165120 195000)"],
    [150, "POINT(165170 195000)"],
  ] as const)("cuts the street at %s m from facade to facade, at right angles", async (at_m, place) => {
    const [row] = await test.store.as_viewer(
      planner,
      (sql) => sql<
        { off_m: number; left_m: number; right_m: number; axis_m: number; at_m: number; station_m: number }[]
      >`
        select st_distance(c.line, st_geomfromtext(${place}, 31370)) as off_m, st_y(st_startpoint(c.line)) - 195000 as left_m,
          195000 - st_y(st_endpoint(c.line)) as right_m, c.axis_m, c.at_m,
          street_station('dorpsstraat', st_translate(st_geomfromtext(${place}, 31370), 0.001, 4)) as station_m
        from street_cut('dorpsstraat', ${at_m}) c`,
    );
    expect(row!.off_m).toBeCloseTo(0, 6);
    // The house stands at 8 m on the left; nobody built on the right: the zone takes the same width there.
    expect(row!.left_m).toBeCloseTo(10.5, 6);
    expect(row!.right_m).toBeCloseTo(10.5, 6);
    expect(row!.axis_m).toBeCloseTo(10.5, 6);
    expect(row!.station_m).toBeCloseTo(at_m, 2);
  });

  it("agrees with plain geometry on random lines: the same crossings, places and angles", async () => {
    const random = seeded(7);
    const segments = Array.from({ length: 120 }, () => {
      const [x, y, turn, half_m] = [random() * 40, random() * 20 - 10, random() * Math.PI, 4 + random() * 20];
      const [dx, dy] = [Math.cos(turn) * half_m, Math.sin(turn) * half_m];
      return { ax: x - dx, ay: y - dy, bx: x + dx, by: y + dy };
    });
    const { sql } = test.store;
    const dataset_id = await put_dataset(sql, test.viewer.authority_id);
    const ids = await put_features(
      sql,
      test.viewer.authority_id,
      dataset_id,
      segments.map(({ ax, ay, bx, by }) => ({
        layer: "water_main",
        wkt: `LINESTRING(${170000 + ax} ${200000 + ay},${170000 + bx} ${200000 + by})`,
        diameter_m: 0.2,
        top_m: 1,
        bottom_m: 1.2,
      })),
    );
    const answer = await section(test.viewer, "LINESTRING(170000 200000,170040 200000)");
    const met = answer.objects
      .filter(({ relation }) => relation === "crossing")
      .map(({ id, from_m, angle_deg }) => ({ of: ids.indexOf(id), from_m, angle_deg: angle_deg! }))
      .sort((a, b) => a.of - b.of);
    const by_hand = segments.flatMap(({ ax, ay, bx, by }, of) => {
      const share = ay / (ay - by);
      const from_m = ax + (bx - ax) * share;
      const turn = Math.abs(Math.atan2(by - ay, bx - ax)) * (180 / Math.PI);
      const angle_deg = Math.min(turn, 180 - turn);
      const ends_there = Math.min(Math.abs(ay), Math.abs(by)) < 0.02;
      return share > 0 && share < 1 && from_m > 0 && from_m < 40 && angle_deg >= 15 && !ends_there
        ? [{ of, from_m, angle_deg }]
        : [];
    });
    expect(by_hand.length).toBeGreaterThan(40);
    expect(met.map(({ of }) => of)).toEqual(by_hand.map(({ of }) => of));
    for (const [place, { from_m, angle_deg }] of by_hand.entries()) {
      expect(met[place]!.from_m).toBeCloseTo(from_m, 2);
      expect(met[place]!.angle_deg).toBeCloseTo(angle_deg, 0);
    }
  });
});

/** The same numbers on every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
