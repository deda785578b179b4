import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { put_dataset, put_features, type TestFeature } from "./put_features.ts";
import type { TestMeasure } from "./read_cases.ts";

interface Expected {
  /** Place of the feature or measure in the case. */
  readonly of?: number;
  readonly measure?: number;
  /** From and to, in metres along the line. */
  readonly removed?: readonly (readonly [number, number])[];
  readonly [field: string]: unknown;
}

/** One hand-computed case: a cutting line, what lies there, the arithmetic in words, and all that must be met, in order. */
interface SectionCase {
  readonly file: string;
  readonly title: string;
  readonly by_hand: string;
  readonly line: string;
  readonly features: readonly TestFeature[];
  readonly measures?: readonly TestMeasure[];
  readonly expect: readonly Expected[];
}

interface Met {
  readonly kind: string;
  readonly id: number;
  readonly removed: readonly { from_m: number; to_m: number }[];
  readonly [field: string]: unknown;
}

const folder = new URL("../cases/section/", import.meta.url);
const cases = readdirSync(folder)
  .sort()
  .map((file) => ({
    ...(JSON.parse(readFileSync(new URL(file, folder), "utf8")) as SectionCase),
    file,
  }));

it("has at least twelve cases with words for the arithmetic", () => {
  expect(cases.length).toBeGreaterThanOrEqual(12);
  for (const one of cases) expect(one.by_hand.length, one.file).toBeGreaterThan(15);
  expect(new Set(cases.map((one) => one.title)).size).toBe(cases.length);
});

describe.each(store_kinds)("sections on %s", (kind) => {
  let test: TestStore;
  let dataset_id = 0;
  beforeAll(async () => {
    test = await open_test_store(kind);
    dataset_id = await put_dataset(test.store.sql, test.viewer.authority_id);
  });
  afterAll(() => test.close());

  it.each(cases)("$file: $title", async (one) => {
    const { sql } = test.store;
    try {
      const ids = await put_features(sql, test.viewer.authority_id, dataset_id, one.features);
      const { scenario_id, measure_ids } = await put_measures(test, one.measures ?? []);
      const [answer] = await test.store.as_viewer(
        test.viewer,
        (viewed) => viewed<{ objects: Met[]; truncated: boolean }[]>`
          select objects, truncated from section(array[st_geomfromtext(${one.line}, 31370)], 0.5, ${scenario_id}::bigint)`,
      );
      const met = answer!.objects.map((object) => ({
        object,
        of: object.kind === "feature" ? ids.indexOf(object.id) : undefined,
        measure: object.kind === "measure" ? measure_ids.indexOf(object.id) : undefined,
      }));
      // Stacked things have one place: the upper first, then the order they were put in.
      met.sort(
        (x, y) =>
          Number(x.object.from_m) - Number(y.object.from_m) ||
          Number(x.object.top_m) - Number(y.object.top_m),
      );
      expect(answer!.truncated).toBe(false);
      expect(met.map(({ of, measure }) => of ?? `measure ${measure}`)).toEqual(
        one.expect.map(({ of, measure }) => of ?? `measure ${measure}`),
      );
      for (const [place, expected] of one.expect.entries()) check(expected, met[place]!.object);
    } finally {
      await sql.unsafe(
        "delete from finding; delete from measure; delete from scenario; delete from feature; delete from layer_margin",
      );
    }
  });

  it("measures angles near the place where two lines meet", async () => {
    const [row] = await test.store.sql<{ straight: number; bend: number; none: number | null }[]>`
      select line_angle_deg(a, b, st_point(5, 0, 31370)) as straight,
        -- A right angle whose corner lies on the other line: its mean direction leans 45 degrees.
        line_angle_deg(a, st_geomfromtext('LINESTRING(5 -5,5 0,10 0)', 31370), st_point(5, 0, 31370)) as bend,
        line_angle_deg(a, null, st_point(5, 0, 31370)) as none
      from (select st_geomfromtext('LINESTRING(0 0,10 0)', 31370) as a, st_geomfromtext('LINESTRING(0 -5,10 5)', 31370) as b) l`;
    expect(row!.straight).toBeCloseTo(45, 9);
    expect(row!.bend).toBeCloseTo(45, 9);
    expect(row!.none).toBeNull();
  });
});

function check(expected: Expected, object: Met): void {
  const { of: _, measure: __, removed, ...fields } = expected;
  for (const [field, value] of Object.entries(fields))
    if (typeof value === "number") expect(object[field], field).toBeCloseTo(value, 2);
    else expect(object[field], field).toEqual(value);
  if (!removed) return;
  expect(object.removed.length).toBe(removed.length);
  for (const [place, [from_m, to_m]] of removed.entries()) {
    expect(object.removed[place]!.from_m).toBeCloseTo(from_m, 2);
    expect(object.removed[place]!.to_m).toBeCloseTo(to_m, 2);
  }
}

async function put_measures(
  { store, viewer }: TestStore,
  measures: readonly TestMeasure[],
): Promise<{ scenario_id: number | null; measure_ids: number[] }> {
  if (measures.length === 0) return { scenario_id: null, measure_ids: [] };
  return store.as_viewer(viewer, async (sql) => {
    const [scenario] = await sql<{ id: number }[]>`
      insert into scenario (authority_id, name) values (${viewer.authority_id}, 'case') returning id`;
    const measure_ids: number[] = [];
    for (const { measure_type, wkt, parameters } of measures) {
      const [saved] = await sql<{ id: number }[]>`
        select * from save_measure(${scenario!.id}, null, null, ${measure_type}, '',
          st_transform(st_geomfromtext(${wkt}, 31370), 4326), ${sql.json((parameters ?? {}) as never)})`;
      measure_ids.push(saved!.id);
    }
    return { scenario_id: scenario!.id, measure_ids };
  });
}
