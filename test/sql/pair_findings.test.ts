import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { put_dataset, put_features, type TestFeature } from "./put_features.ts";
import { type Case, is_measure, read_cases, type TestMeasure } from "./read_cases.ts";

type Row = Record<string, unknown> & { rule_id: string; verdict: string };

const cases = read_cases();
const numbers = [
  "distance_m",
  "uncertainty_m",
  "required_m",
  "vertical_m",
  "vertical_uncertainty_m",
  "required_vertical_m",
  "run_m",
  "gap_days",
  "stretch_m",
] as const;

it("has at least four cases of every relation, with words for the arithmetic and names that agree", () => {
  for (const relation of ["parallel", "crossing", "any", "overlap", "time"])
    expect(cases.filter((one) => one.rule.relation === relation).length, relation).toBeGreaterThanOrEqual(4);
  for (const one of cases) {
    expect(one.by_hand.length, one.file).toBeGreaterThan(15);
    expect(one.file.split("/")[0], one.file).toBe(one.rule.relation);
  }
  expect(new Set(cases.map((one) => one.title)).size).toBe(cases.length);
});

describe.each(store_kinds)("hand-computed cases on %s", (kind) => {
  let test: TestStore;
  let dataset_id = 0;
  beforeAll(async () => {
    test = await open_test_store(kind);
    dataset_id = await put_dataset(test.store.sql, test.viewer.authority_id);
  });
  afterAll(() => test.close());

  it("apart_um: in whole micrometres as drawn, of what is veiled as it is judged", async () => {
    const [row] = await test.store.sql`
      select apart_um(here, there, 2.0000004, false) as drawn, apart_um(here, there, 2, true) as veiled
      from (select st_makepoint(0, 0) as here,
        (null, null, null, null, st_makepoint(3, 4), null, null, null, null, null, null, null, null, null, null, null, null, null)::thing as there) t`;
    expect(row).toEqual({ drawn: 2_000_000, veiled: 5_000_000 });
  });

  it("near_things: what lies within reach, each in one share, at the distance of its axis", async () => {
    const { sql } = test.store;
    const pipe = { layer: "gas_low", diameter_m: 0.2, position_accuracy_m: 0.3, top_m: 0.8, bottom_m: 1 };
    const features: TestFeature[] = [
      { layer: "tree", wkt: "POINT(165000 195000)", position_accuracy_m: 0.1 },
      { ...pipe, wkt: "LINESTRING(164990 195002,165010 195002)" },
      { ...pipe, wkt: "LINESTRING(164990 194998.5,165010 194998.5)" },
      { ...pipe, wkt: "LINESTRING(164990 195600,165010 195600)" },
    ];
    const [own, north, south] = await put_features(sql, test.viewer.authority_id, dataset_id, features);
    const near = (share: number, shares: number) =>
      sql.begin(async (tx) => {
        await tx`select set_config('straatlagen.authority', ${test.viewer.authority_id}, true)`;
        return tx<
          Record<"id" | "distance_m" | "around_m", number>[] & { pitted: boolean; veiled: boolean }[]
        >`
          with own as (select array[jsonb_populate_record(feature_thing(f), '{"kind": "measure", "id": 7, "planned": true}')] as things from feature f where f.id = ${own!})
          select (n.other).id::int as id, n.drawn_m as distance_m, n.around_m, n.pitted, n.veiled
          from own, near_things(own.things, array(select s from rule_sides(own.things, 'measure') s), null, 'none', array[${south!}::bigint], ${share}, ${shares}) n
          where (n.other).layer = 'gas_low' order by n.drawn_m`;
      });
    // 2 m north and 1.5 m south; the radius of 0.1 m and the accuracy of 0.3 m lie around it; 600 m is too far.
    const both = [
      { id: south, distance_m: 1.5, around_m: 0.4, pitted: true, veiled: false },
      { id: north, distance_m: 2, around_m: 0.4, pitted: false, veiled: false },
    ].map((one) => ({ ...one, around_m: expect.closeTo(one.around_m, 9) }));
    expect([...(await near(0, 1))]).toEqual(both);
    const shares = [...(await near(0, 2)), ...(await near(1, 2))];
    expect(shares.sort((a, b) => a.distance_m - b.distance_m)).toEqual(both);
    await sql`delete from feature where dataset_id = ${dataset_id}`;
  });

  it.each(cases)("$file: $title", async (one) => {
    const { sql } = test.store;
    const rule_id = one.rule.id ?? "CASE";
    try {
      await put_rule(test, one);
      const features = [one.a, one.b].filter((thing) => !is_measure(thing)) as TestFeature[];
      const measures = [one.a, one.b].filter(is_measure);
      const ids = await put_features(sql, test.viewer.authority_id, dataset_id, features);
      const found = measures.length > 0 ? await by_scenario(test, measures) : await by_chunks(test);
      const rows = found.filter((row) => row.rule_id === rule_id);
      if (one.expect.verdict === null || one.expect.verdict === "clear") expect(brief(rows)).toEqual([]);
      else check(one, rows);
      if (measures.length === 0) await check_all_pairs(test, one, ids, rule_id);
      if (measures.length === 1 && !measures[0]!.period) {
        const previewed = await by_preview(test, measures[0]!);
        const same = previewed.filter((row) => row.rule_id === rule_id);
        if (one.expect.verdict === null || one.expect.verdict === "clear") expect(brief(same)).toEqual([]);
        else check(one, same);
      }
    } finally {
      await sql.unsafe(
        "delete from finding; delete from measure; delete from scenario; delete from feature; delete from layer_margin",
      );
    }
  });

  it.each([
    ["nothing", {}, {}, true, [], false, []],
    [
      "a place and, where it counts, a depth",
      { accuracy: true, depth: true },
      { depth: true },
      true,
      [],
      false,
      ["a_position", "a_depth", "b_depth"],
    ],
    ["a depth that was not judged by", { depth: true }, { accuracy: true }, false, [], false, ["b_position"]],
    [
      "what was dug up, of features only",
      { kind: "measure", id: 3 },
      { id: 4 },
      true,
      [3, 4],
      true,
      ["b_pit", "rule"],
    ],
  ] as const)("assumed_parts: %s", async (_, a, b, depth_judged, dug, rule_assumed, expected) => {
    const thing = (of: { kind?: string; id?: number; accuracy?: boolean; depth?: boolean }) =>
      JSON.stringify({
        kind: of.kind ?? "feature",
        id: of.id ?? 1,
        accuracy_assumed: of.accuracy ?? false,
        depth_assumed: of.depth ?? false,
      });
    const [row] = await test.store.sql<{ parts: string[] }[]>`
      select assumed_parts(jsonb_populate_record(null::thing, ${thing(a)}::text::jsonb), jsonb_populate_record(null::thing, ${thing(b)}::text::jsonb),
        ${depth_judged}, ${dug as unknown as number[]}::bigint[], ${rule_assumed}) as parts`;
    expect(row!.parts).toEqual(expected);
  });
});

const brief = (rows: readonly Row[]): string[] => rows.map((row) => `${row.rule_id} ${row.verdict}`);

/** The case's row as the authority's own; the catalogue's rows are switched off by own rows, as an authority would. */
async function put_rule({ store, viewer }: TestStore, { rule, catalogue }: Case): Promise<void> {
  const { sql } = store;
  const row = {
    id: "CASE",
    kind: "conflict",
    topic: "clearance",
    applied: true,
    planned_only: false,
    severity: "mitigate",
    jurisdiction: "test",
    confidence: "high",
    source_title: "hand-computed case",
    source_url: "https://example.org",
    ...rule,
    authority_id: viewer.authority_id,
    reason: sql.json({ nl: "geval", en: "case", fr: "cas" }),
  };
  const [switched] = await sql<
    { off: boolean }[]
  >`select count(*) > 1 as off from rule where authority_id is not null`;
  if (catalogue) await sql`delete from rule where authority_id is not null`;
  else if (switched!.off) await sql`delete from rule where authority_id is not null and id = 'CASE'`;
  else {
    await sql`delete from rule where authority_id is not null`;
    await sql`
      insert into rule (authority_id, id, a_layer, b_layer, relation, kind, topic, applied, planned_only, severity, reason, jurisdiction, confidence, source_title, source_url)
      select ${viewer.authority_id}, id, a_layer, b_layer, relation, kind, topic, false, planned_only, severity, reason, jurisdiction, confidence, source_title, source_url
      from rule where authority_id is null`;
  }
  await sql`insert into rule ${sql(row as never)}`;
}

/** The way of a city-wide run: chunk by chunk, then read back. */
function by_chunks({ store, viewer }: TestStore): Promise<Row[]> {
  return store.as_viewer(viewer, async (sql) => {
    const chunks = await sql<
      { layer: string; from_id: number; to_id: number }[]
    >`select * from analysis_chunks()`;
    for (const { layer, from_id, to_id } of chunks)
      await sql`select analyse_chunk(${layer}, ${from_id}, ${to_id})`;
    return sql<
      Row[]
    >`select * from json_populate_recordset(null::finding_row, (findings(null, null, null, 100, 0)).findings)`;
  });
}

/** The way of a drawn measure: saved in a scenario, then its findings read back. */
function by_scenario({ store, viewer }: TestStore, measures: readonly TestMeasure[]): Promise<Row[]> {
  return store.as_viewer(viewer, async (sql) => {
    const [scenario] = await sql<{ id: number }[]>`
      insert into scenario (authority_id, name) values (${viewer.authority_id}, 'case') returning id`;
    for (const { measure_type, wkt, parameters, period } of measures) {
      const [saved] = await sql<{ state: string }[]>`
        select * from save_measure(${scenario!.id}, null, null, ${measure_type}, '', st_transform(st_geomfromtext(${wkt}, 31370), 4326),
          ${sql.json((parameters ?? {}) as never)}, ${period ? `[${period[0] ?? ""},${period[1] ?? ""}]` : null}::daterange)`;
      expect(saved!.state).toBe("saved");
    }
    return sql<
      Row[]
    >`select * from json_populate_recordset(null::finding_row, (findings(${scenario!.id}, null, null, 100, 0)).findings)`;
  });
}

function by_preview(
  { store, viewer }: TestStore,
  { measure_type, wkt, parameters }: TestMeasure,
): Promise<Row[]> {
  return store.as_viewer(
    viewer,
    (sql) => sql<Row[]>`
      select * from json_populate_recordset(null::finding_row, (preview(${measure_type}, st_transform(st_geomfromtext(${wkt}, 31370), 4326), ${sql.json((parameters ?? {}) as never)})).findings)`,
  );
}

/**
 * The engine itself, asked for clear pairs too: a clear case must be judged clear where the pair is
 * near enough to be looked at, and a rule that does not speak of the pair must not turn up at all.
 */
async function check_all_pairs(
  { store, viewer }: TestStore,
  one: Case,
  ids: readonly number[],
  rule_id: string,
): Promise<void> {
  const rows = (await store.sql.begin(async (sql) => {
    await sql`select set_config('straatlagen.authority', ${viewer.authority_id}, true)`;
    return sql<Row[]>`
      select p.* from pair_findings(array(select feature_thing(f) from feature f where f.id = any (${ids as number[]})), null, 'existing', true) p
      where p.rule_id = ${rule_id}`;
  })) as Row[];
  if (one.expect.verdict === null) expect(brief(rows)).toEqual([]);
  else if (one.expect.verdict !== "clear")
    expect(rows.map((row) => row.verdict)).toEqual([one.expect.verdict]);
  else if (numbers.some((name) => name in one.expect)) check(one, rows);
  else for (const row of rows) expect(row.verdict).toBe("clear");
}

function check({ expect: expected }: Case, rows: readonly Row[]): void {
  expect(rows.length).toBe(expected.findings ?? 1);
  for (const row of rows) {
    expect(row.verdict).toBe(expected.verdict);
    if (expected.severity) expect(row.severity).toBe(expected.severity);
    if (expected.kind) expect(row.kind).toBe(expected.kind);
    if (expected.assumed) expect(row.assumed).toEqual(expected.assumed);
    for (const name of numbers) {
      const value = expected[name];
      if (value === undefined) continue;
      if (value === null) expect(row[name], name).toBeNull();
      else {
        expect(row[name], name).not.toBeNull();
        expect(Math.abs((row[name] as number) - value), `${name}: ${row[name]}`).toBeLessThan(
          expected.tolerance_m ?? 1e-6,
        );
      }
    }
  }
}
