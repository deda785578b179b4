import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { brute_force } from "./brute_force.ts";
import { deliver, items_of, type TestSegment } from "./deliver.ts";
import type { TestFeature } from "./put_features.ts";
import { ORIGIN, random_town, seeded } from "./random_town.ts";
import { expect_same, type StoredFinding, stored_findings } from "./stored_findings.ts";

const line = (...points: [number, number][]): string =>
  `LINESTRING(${points.map(([x, y]) => `${ORIGIN.x + x} ${ORIGIN.y + y}`).join(",")})`;

// Streets over part of the town only: findings further than 30 m from all of them belong to none.
const segments: TestSegment[] = [
  { source_id: "1", name: "Dorpsstraat", wkt: line([0, 15], [60, 15]) },
  { source_id: "2", name: "Dorpsstraat", wkt: line([60, 15], [110, 18]) },
  { source_id: "3", name: "Kerkstraat", wkt: line([60, 15], [62, 60]) },
  { source_id: "4", name: null, wkt: line([0, 50], [40, 48]) },
];
const town = random_town(21, 130, 240);

describe.each(store_kinds)("existing against existing on %s", (kind) => {
  let test: TestStore;
  /** Every finding there is, by the chunks in their own order; equal to brute force. */
  let all: StoredFinding[];
  const read = () => stored_findings(test.store.sql, test.viewer.authority_id, null);
  const forget = () => test.store.sql`delete from finding`;
  const brute = () => brute_force(test.store.sql, test.viewer.authority_id, null);

  async function by_chunks(order: (count: number) => number[]): Promise<void> {
    await test.store.as_viewer(test.viewer, async (sql) => {
      const chunks = await sql<
        { layer: string; from_id: number; to_id: number }[]
      >`select * from analysis_chunks(4) order by chunk`;
      for (const index of order(chunks.length)) {
        const { layer, from_id, to_id } = chunks[index]!;
        await sql`select analyse_chunk(${layer}, ${from_id}, ${to_id})`;
      }
    });
  }
  const shuffled =
    (seed: number) =>
    (count: number): number[] => {
      const random = seeded(seed);
      return Array.from({ length: count }, (_, i) => ({ i, at: random() }))
        .sort((one, other) => one.at - other.at)
        .map(({ i }) => i);
    };

  beforeAll(async () => {
    test = await open_test_store(kind);
    await deliver(test, "town.gpkg", await items_of(test, town, segments), { skip_analysis: true });
    await by_chunks((count) => Array.from({ length: count }, (_, i) => i));
    all = await read();
  });
  afterAll(() => test.close());

  it("chunk by chunk equals brute force", async () => {
    expect(expect_same(all, await brute())).toBeGreaterThan(200);
    for (const verdict of ["violated", "possible", "unknown"])
      expect(all.filter((finding) => finding.verdict === verdict).length, verdict).toBeGreaterThan(5);
  });

  /** The street of every finding by the definition, from all centre lines. */
  async function expect_streets(findings: readonly StoredFinding[]): Promise<void> {
    const rows = await test.store.sql<{ id: string; street_id: string | null }[]>`
      select f.id, (select s.street_id from street_segment s
        where st_distance(s.geom, st_pointonsurface(f.stretch)) <= 30
        order by st_distance(s.geom, st_pointonsurface(f.stretch)), s.id limit 1) as street_id
      from finding f`;
    const street_of = new Map(rows.map((row) => [row.id, row.street_id]));
    for (const finding of findings) expect(finding.street_id, finding.id).toBe(street_of.get(finding.id));
  }

  it("belongs to the street of the nearest centre line within 30 m of its stretch", async () => {
    await expect_streets(all);
    const streets = new Set(all.map((finding) => finding.street_id));
    expect(streets).toEqual(new Set(["dorpsstraat", "kerkstraat", "unnamed_4", null]));
  });

  it("draws a stretch that joins or covers both things, of a chance the part of one that is near the other", async () => {
    const [row] = await test.store.sql<{ empty: number; apart: number }[]>`
      select count(*) filter (where st_isempty(n.stretch)) as empty,
        count(*) filter (where case when n.kind = 'synergy' then least(st_distance(n.stretch, a.geom), st_distance(n.stretch, b.geom))
          else st_distance(n.stretch, a.geom) end > 1e-5) as apart
      from finding n join feature a on a.layer = n.a_layer and a.id = n.a_id join feature b on b.layer = n.b_layer and b.id = n.b_id`;
    expect(row).toEqual({ empty: 0, apart: 0 });
  });

  it.each([1, 2, 3])("does not depend on the order of the chunks (%i)", async (seed) => {
    await forget();
    await by_chunks(shuffled(seed));
    expect(await read()).toEqual(all);
    // Again over what is there already, in another order: the same rows with the same ids.
    await by_chunks(shuffled(seed + 100));
    expect(await read()).toEqual(all);
  });

  it("street by street gives each street what is its own", async () => {
    await forget();
    const streets = await test.store.sql<{ id: string }[]>`select id from street order by id`;
    for (const { id } of streets) {
      const [row] = await test.store.as_viewer(
        test.viewer,
        (sql) => sql<{ n: number }[]>`select analyse_street(${id}) as n`,
      );
      const own = all.filter((finding) => finding.street_id === id);
      expect(
        (await read()).filter((finding) => finding.street_id === id),
        id,
      ).toEqual(own);
      expect(row!.n, id).toBe(own.length);
      const [summary] = await test.store.sql<{ n: number; analysed: boolean }[]>`
        select coalesce(sum(s.findings), 0)::int as n, t.analysed_at is not null as analysed
        from street t left join street_summary s on s.street_id = t.id where t.id = ${id} group by t.analysed_at`;
      expect(summary, id).toEqual({ n: own.length, analysed: true });
    }
    expect((await read()).length).toBe(all.filter((finding) => finding.street_id !== null).length);
    const [none] = await test.store.as_viewer(
      test.viewer,
      (sql) => sql<{ n: number | null }[]>`select analyse_street('nergens') as n`,
    );
    expect(none!.n).toBeNull();
  });

  it("re-analysing one street over a full analysis changes nothing", async () => {
    await by_chunks(shuffled(9));
    await test.store.as_viewer(test.viewer, (sql) => sql`select analyse_street('kerkstraat')`);
    expect(await read()).toEqual(all);
  });

  it("keeps the ids of features and findings when the same delivery comes again", async () => {
    const ids = () => test.store.sql`select id, source_id from feature order by id`;
    const before = await ids();
    await deliver(test, "town.gpkg", await items_of(test, town, segments));
    expect([...(await ids())]).toEqual([...before]);
    // dataset and finding rows are new, the findings are the same.
    expect(await read()).toEqual(all);
    const [summary] = await test.store.sql<
      { n: number }[]
    >`select sum(findings)::int as n from street_summary`;
    expect(summary!.n).toBe(all.filter((finding) => finding.street_id !== null).length);
  });

  it("finds what a small delivery does to its surroundings, also from outside its extent", async () => {
    // Beside things of every kind that the town has: each alone, so that the delivery's extent is the thing's own.
    const additions: TestFeature[] = random_town(99, 14, 100).map((feature, n) => ({
      ...feature,
      source_id: `extra${n}`,
    }));
    for (const feature of additions)
      await deliver(test, `${feature.source_id}.geojson`, await items_of(test, [feature]));
    expect_same(await read(), await brute());
    // Moved by a re-import: what it left and what it came to are both judged anew.
    const moved = additions
      .slice(0, 4)
      .map((feature, n) => ({ ...random_town(500 + n, 1, 100)[0]!, source_id: feature.source_id! }));
    for (const feature of moved)
      await deliver(test, `${feature.source_id}.geojson`, await items_of(test, [feature]));
    expect_same(await read(), await brute());
  });

  it("moves findings to a street that is delivered after their things", async () => {
    const street: TestSegment = { source_id: "9", name: "Nieuwstraat", wkt: line([90, 60], [230, 40]) };
    await deliver(test, "extra_street.gpkg", await items_of(test, [], [street]));
    const now = await read();
    expect_same(now, await brute());
    await expect_streets(now);
    expect(now.some((finding) => finding.street_id === "nieuwstraat")).toBe(true);
  });

  it("forgets the findings of a dataset that is removed", async () => {
    const extra = await test.store.sql<
      { id: number }[]
    >`select id from dataset where key like 'extra%' order by id`;
    for (const { id } of extra) {
      const [row] = await test.store.as_viewer(
        test.viewer,
        (sql) => sql<{ gone: boolean }[]>`select remove_dataset(${id}) as gone`,
      );
      expect(row!.gone).toBe(true);
    }
    // The street that went gives its findings back to the streets that are left.
    expect(await read()).toEqual(all);
  });
});
