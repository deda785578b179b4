import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import type { TestSegment } from "./deliver.ts";
import { type Point, street_ground } from "./street_ground.ts";

describe.each(store_kinds)("streets on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
  });
  afterAll(() => test.close());
  const { place, put, remove, streets, street } = street_ground(() => test);

  it("of one name, kilometres apart, are two: the first keeps the plain id, whatever comes later", async () => {
    const [here, there] = [place(), place()];
    await put("kerk_1.gpkg", [{ source_id: "k1", name: "Kerkdreef", wkt: here.line([0, 0], [100, 0]) }]);
    await put("kerk_2.gpkg", [{ source_id: "k2", name: "Kerkdreef ", wkt: there.line([0, 0], [60, 0]) }]);
    const ids = ["kerkdreef", "kerkdreef_2", "kerkdreef_3"];
    const lengths = async () => (await streets(ids)).map((row) => [row.id, row.name, row.length_m]);
    expect(await lengths()).toEqual([
      ["kerkdreef", "Kerkdreef", 100],
      ["kerkdreef_2", "Kerkdreef", 60],
    ]);
    // A piece 900 m on belongs to the first; the second does not change.
    await put("kerk_3.gpkg", [{ source_id: "k3", name: "Kerkdreef", wkt: here.line([0, 900], [40, 900]) }]);
    expect(await lengths()).toEqual([
      ["kerkdreef", "Kerkdreef", 140],
      ["kerkdreef_2", "Kerkdreef", 60],
    ]);
    // Once the first is gone, the name is the second's alone.
    for (const { id } of await test.store.sql<{ id: number }[]>`
      select id from dataset where key in ('kerk_1.gpkg', 'kerk_3.gpkg')`)
      await remove(id);
    expect(await lengths()).toEqual([["kerkdreef", "Kerkdreef", 60]]);
    const [zone] = await streets(["kerkdreef"]);
    expect(zone!.west).toBeCloseTo(there.x0, 0);
  });

  it("is a name with its segments; a line without a name is a street of its own", async () => {
    const { line } = place();
    await put("names.gpkg", [
      { source_id: "1", name: "Sint-Jansstraat", wkt: line([0, 0], [50, 0]) },
      { source_id: "2", name: " Sint-Jansstraat ", wkt: line([50, 0], [100, 0]) },
      { source_id: "W-77", name: null, wkt: line([100, 0], [100, 30]) },
      { source_id: "W-78", name: "  ", wkt: line([100, 30], [130, 30]) },
      { source_id: "5", name: "Château d’Été", key: "40", wkt: line([0, 60], [40, 60]) },
      { source_id: "6", name: "Château d’Été", key: "41", wkt: line([0, 90], [30, 90]) },
    ]);
    const rows = await streets([
      "sint_jansstraat",
      "unnamed_w_77",
      "unnamed_w_78",
      "chateau_d_ete_40",
      "chateau_d_ete_41",
    ]);
    expect(rows.map((row) => [row.id, row.name, row.named, row.segments, row.length_m])).toEqual([
      ["chateau_d_ete_40", "Château d’Été", true, 1, 40],
      ["chateau_d_ete_41", "Château d’Été", true, 1, 30],
      ["sint_jansstraat", "Sint-Jansstraat", true, 2, 100],
      ["unnamed_w_77", "W-77", false, 1, 30],
      ["unnamed_w_78", "W-78", false, 1, 30],
    ]);
    const [slug] = await test.store.as_viewer(
      test.viewer,
      (sql) => sql<{ slug: string }[]>`select street_slug('Église Saint-Rémi (2)') as slug`,
    );
    expect(slug!.slug).toBe("eglise_saint_remi_2");
  });

  it("keeps ids, lengths and zones when the segments come in another order", async () => {
    const { line } = place();
    const segments: TestSegment[] = [
      { source_id: "1", name: "Ordestraat", wkt: line([0, 0], [50, 0]) },
      { source_id: "2", name: "Ordestraat", wkt: line([50, 0], [100, 10]) },
      { source_id: "3", name: "Ordestraat", wkt: line([100, 10], [150, 0]) },
      { source_id: "zonder 1", name: null, wkt: line([0, 80], [50, 80]) },
      { source_id: "zonder 2", name: null, wkt: line([0, 99], [50, 99]) },
    ];
    const ids = ["ordestraat", "unnamed_zonder_1", "unnamed_zonder_2"];
    await put("order.gpkg", segments);
    const before = await streets(ids);
    expect(before.length).toBe(3);
    await put("order.gpkg", [...segments].reverse());
    const after = await streets(ids);
    expect(after.map((row) => row.id)).toEqual(before.map((row) => row.id));
    after.forEach((row, i) => {
      expect(row.length_m).toBeCloseTo(before[i]!.length_m, 6);
      expect(row.area_m2).toBeCloseTo(before[i]!.area_m2, 6);
      expect(row.segments).toBe(before[i]!.segments);
    });
  });

  it.each([
    ["as drawn", false],
    ["drawn the other way round", true],
  ])("runs from facade to facade: 7 m left and 9 m right make 16 m (%s)", async (label, reversed) => {
    const { line, box, y0 } = place();
    const [from, to]: [Point, Point] = [
      [0, 0],
      [100, 0],
    ];
    const name = `Gevelstraat ${label}`;
    await put(
      `facades ${label}.gpkg`,
      [{ source_id: "1", name, wkt: line(...(reversed ? [to, from] : [from, to])) }],
      [
        { layer: "building", source_id: "left", wkt: box(0, 7, 100, 17) },
        { layer: "building", source_id: "right", wkt: box(0, -19, 100, -9) },
      ],
    );
    const row = await street(name.toLowerCase().replaceAll(" ", "_"));
    expect(row.zone_source).toBe("building");
    expect(row.north - y0).toBeCloseTo(7, 6);
    expect(y0 - row.south).toBeCloseTo(9, 6);
    // 100 m × 16 m; the ends are cut square.
    expect(row.area_m2).toBeCloseTo(1600, 3);
    expect(row.east - row.west).toBeCloseTo(100, 6);
  });

  it("passes over gaps and set-backs, and cuts out a building that stands forward", async () => {
    const { line, box, y0 } = place();
    await put(
      "gaps.gpkg",
      [{ source_id: "1", name: "Gatenstraat", wkt: line([0, 0], [160, 0]) }],
      [
        // Left: facades at 8 m, a gap of 20 m, one set back to 15 m. Right: at 8 m, one forward to 5 m over 16 m.
        { layer: "building", source_id: "l1", wkt: box(0, 8, 80, 18) },
        { layer: "building", source_id: "l2", wkt: box(100, 15, 120, 25) },
        { layer: "building", source_id: "l3", wkt: box(120, 8, 160, 18) },
        { layer: "building", source_id: "r1", wkt: box(0, -18, 64, -8) },
        { layer: "building", source_id: "r2", wkt: box(64, -18, 80, -5) },
        { layer: "building", source_id: "r3", wkt: box(80, -18, 160, -8) },
      ],
    );
    const row = await street("gatenstraat");
    expect(row.north - y0).toBeCloseTo(8, 6);
    expect(y0 - row.south).toBeCloseTo(8, 6);
    // 160 × 16, less 16 × 3 of the forward building.
    expect(row.area_m2).toBeCloseTo(2560 - 48, 3);
  });

  it("mirrors the one side that has facades", async () => {
    const { line, box, y0 } = place();
    await put(
      "one side.gpkg",
      [{ source_id: "1", name: "Kaai", wkt: line([0, 0], [80, 0]) }],
      [{ layer: "building", source_id: "l", wkt: box(0, 6, 80, 16) }],
    );
    const row = await street("kaai");
    expect([row.north - y0, y0 - row.south].map((m) => Math.round(m * 1e6) / 1e6)).toEqual([6, 6]);
  });

  it("takes parcels where there are no buildings, else the carriageway and 2 m, else 5 m", async () => {
    const { line, box, y0 } = place();
    await put(
      "parcels.gpkg",
      [
        { source_id: "1", name: "Perceelstraat", wkt: line([0, 0], [80, 0]) },
        {
          source_id: "2",
          name: "Breedtestraat",
          wkt: line([0, 200], [80, 200]),
          attributes: { width_m: 6.5 },
        },
        { source_id: "3", name: "Veldweg", wkt: line([0, 400], [80, 400]) },
      ],
      [
        { layer: "parcel", source_id: "l", wkt: box(0, 6, 80, 40) },
        { layer: "parcel", source_id: "r", wkt: box(0, -40, 80, -8) },
      ],
    );
    const parcel = await street("perceelstraat");
    expect(parcel.zone_source).toBe("parcel");
    expect(parcel.area_m2).toBeCloseTo(80 * 14, 3);
    expect(parcel.north - y0).toBeCloseTo(6, 6);
    const width = await street("breedtestraat");
    expect(width.zone_source).toBe("default_width");
    // 6.5 / 2 + 2 = 5.25 m to either side.
    expect(width.area_m2).toBeCloseTo(80 * 10.5, 3);
    const bare = await street("veldweg");
    expect(bare.zone_source).toBe("default_width");
    expect(bare.area_m2).toBeCloseTo(80 * 10, 3);
  });

  it("gives crossing streets each their own full width", async () => {
    const { line, box, x0, y0 } = place();
    const blocks: [number, number, number, number][] = [
      [-100, 7, -6, 30],
      [6, 7, 100, 30],
      [-100, -30, -6, -9],
      [6, -30, 100, -9],
      [-30, 30, -6, 100],
      [6, 30, 30, 100],
      [-30, -100, -6, -30],
      [6, -100, 30, -30],
    ];
    await put(
      "crossing.gpkg",
      [
        { source_id: "1", name: "Langestraat", wkt: line([-100, 0], [0, 0]) },
        { source_id: "2", name: "Langestraat", wkt: line([0, 0], [100, 0]) },
        { source_id: "3", name: "Dwarsstraat", wkt: line([0, -100], [0, 0]) },
        { source_id: "4", name: "Dwarsstraat", wkt: line([0, 0], [0, 100]) },
      ],
      blocks.map((block, n) => ({ layer: "building", source_id: `${n}`, wkt: box(...block) })),
    );
    const long = await street("langestraat");
    expect([long.north - y0, y0 - long.south].map((m) => Math.round(m * 1e6) / 1e6)).toEqual([7, 9]);
    expect(long.area_m2).toBeCloseTo(200 * 16, 3);
    const cross = await street("dwarsstraat");
    expect([cross.east - x0, x0 - cross.west].map((m) => Math.round(m * 1e6) / 1e6)).toEqual([6, 6]);
    expect(cross.area_m2).toBeCloseTo(200 * 12, 3);
    // A place where both meet belongs to the nearer centre line.
    const [owner] = await test.store.as_viewer(
      test.viewer,
      (sql) => sql`
        select street_of(st_setsrid(st_point(${x0 + 40}, ${y0 + 3}), 31370)) as a, street_of(st_setsrid(st_point(${x0 + 1}, ${y0 + 40}), 31370)) as b,
          street_of(st_setsrid(st_point(${x0 + 500}, ${y0}), 31370)) as c`,
    );
    expect(owner).toEqual({ a: "langestraat", b: "dwarsstraat", c: null });
  });

  it("may lie in two separate pieces", async () => {
    const { line, box } = place();
    await put(
      "pieces.gpkg",
      [
        { source_id: "1", name: "Gesplitste straat", wkt: line([0, 0], [40, 0]) },
        { source_id: "2", name: "Gesplitste straat", wkt: line([70, 0], [110, 0]) },
      ],
      [
        { layer: "building", source_id: "l", wkt: box(0, 7, 110, 17) },
        { layer: "building", source_id: "r", wkt: box(0, -19, 110, -9) },
      ],
    );
    const row = await street("gesplitste_straat");
    expect([row.pieces, row.segments, row.length_m]).toEqual([2, 2, 80]);
    // Two pieces of 40 × 16, nothing between them.
    expect(row.area_m2).toBeCloseTo(1280, 3);
  });

  it("follows a curve", async () => {
    const { line, area } = place();
    const arc = (radius: number, from: number, to: number, steps: number): Point[] =>
      Array.from({ length: steps + 1 }, (_, i) => {
        const angle = from + ((to - from) * i) / steps;
        return [radius * Math.cos(angle), radius * Math.sin(angle)];
      });
    const ring = (inner: number, outer: number): string =>
      area(...arc(inner, 0, Math.PI / 2, 60), ...arc(outer, Math.PI / 2, 0, 60));
    await put(
      "curve.gpkg",
      [{ source_id: "1", name: "Bochtstraat", wkt: line(...arc(60, 0, Math.PI / 2, 30)) }],
      [
        { layer: "building", source_id: "out", wkt: ring(67, 80) },
        { layer: "building", source_id: "in", wkt: ring(40, 51) },
      ],
    );
    const row = await street("bochtstraat");
    // A quarter of a ring from 51 to 67 m: π / 4 × (67² - 51²) = 1482.8 m²; chords and medians cost a little.
    const ideal = (Math.PI / 4) * (67 ** 2 - 51 ** 2);
    expect(Math.abs(row.area_m2 - ideal) / ideal).toBeLessThan(0.02);
    const [built] = await test.store.sql<{ m2: number }[]>`
      select sum(st_area(st_intersection(f.geom, t.zone))) as m2 from street t join feature f on f.layer = 'building' and st_intersects(f.geom, t.zone)
      where t.id = 'bochtstraat'`;
    expect(built!.m2 ?? 0).toBeLessThan(1e-3);
  });

  it("learns of facades that are delivered later", async () => {
    const { line, box, y0 } = place();
    await put("late axis.gpkg", [{ source_id: "1", name: "Latestraat", wkt: line([0, 0], [60, 0]) }]);
    expect((await street("latestraat")).zone_source).toBe("default_width");
    await put("late buildings.gpkg", [], [{ layer: "building", source_id: "1", wkt: box(0, 8, 60, 20) }]);
    const row = await street("latestraat");
    expect(row.zone_source).toBe("building");
    expect(row.north - y0).toBeCloseTo(8, 6);
  });

  it("loses the piece that a removed dataset held, and goes with its last", async () => {
    const { line } = place();
    const one = await put("half a.gpkg", [
      { source_id: "a", name: "Halve straat", wkt: line([0, 0], [40, 0]) },
    ]);
    const two = await put("half b.gpkg", [
      { source_id: "b", name: "Halve straat", wkt: line([300, 0], [380, 0]) },
    ]);
    expect((await street("halve_straat")).length_m).toBe(120);
    await remove(two.dataset_ids[0]!);
    const left = await street("halve_straat");
    expect([left.length_m, left.pieces]).toEqual([40, 1]);
    expect(left.area_m2).toBeCloseTo(400, 3);
    await remove(one.dataset_ids[0]!);
    expect(await streets(["halve_straat"])).toEqual([]);
  });
});
