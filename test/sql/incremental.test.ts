import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure_types } from "../../data/catalog/measures/index.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { brute_force } from "./brute_force.ts";
import { drawn } from "./drawn.ts";
import { put_dataset, put_features } from "./put_features.ts";
import { random_town } from "./random_town.ts";
import { expect_same, stored_findings } from "./stored_findings.ts";

interface Edit {
  readonly action: "new" | "new" | "edit" | "delete" | "stale";
  readonly type: number;
  readonly seed: number;
  readonly pick: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  action: fc.constantFrom("new", "new", "edit", "edit", "delete", "stale"),
  type: fc.nat(measure_types.length - 1),
  seed: fc.nat(),
  pick: fc.nat(),
});

describe.each(store_kinds)("measures on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
    const { sql } = test.store;
    const dataset_id = await put_dataset(sql, test.viewer.authority_id);
    await put_features(sql, test.viewer.authority_id, dataset_id, random_town(7, 130, 110));
  });
  afterAll(() => test.close());

  const save = (
    scenario_id: number,
    id: number | null,
    version: number | null,
    what: ReturnType<typeof drawn>,
  ) =>
    test.store.as_viewer(test.viewer, async (sql) => {
      const [row] = await sql<{ id: number; version: number; state: string }[]>`
        select * from save_measure(${scenario_id}, ${id}, ${version}, ${what.measure_type}, 'drawn',
          st_transform(st_geomfromtext(${what.wkt}, 31370), 4326), ${sql.json(what.parameters as never)}, ${what.period}::daterange)`;
      return row!;
    });

  const new_scenario = () =>
    test.store.as_viewer(test.viewer, async (sql) => {
      const [row] = await sql<{ id: number }[]>`
        insert into scenario (authority_id, name) values (${test.viewer.authority_id}, 'random edits') returning id`;
      return row!.id;
    });

  async function play(edits: readonly Edit[]): Promise<number> {
    const scenario_id = await new_scenario();
    const measures: { id: number; version: number }[] = [];
    for (const { action, type, seed, pick } of edits) {
      const index = measures.length ? pick % measures.length : -1;
      const chosen = measures[index];
      const what = drawn(measure_types[type]!, seed);
      if (action === "new" || !chosen) {
        measures.push(await save(scenario_id, null, null, what));
      } else if (action === "edit") {
        const saved = await save(scenario_id, chosen.id, chosen.version, what);
        expect(saved).toEqual({ id: chosen.id, version: chosen.version + 1, state: "saved" });
        measures[index] = saved;
      } else if (action === "stale") {
        const refused = await save(scenario_id, chosen.id, chosen.version + 1, what);
        expect(refused).toEqual({ id: chosen.id, version: chosen.version, state: "stale" });
      } else {
        const [gone] = await test.store.as_viewer(
          test.viewer,
          (sql) => sql<{ state: string }[]>`select delete_measure(${chosen.id}, ${chosen.version}) as state`,
        );
        expect(gone!.state).toBe("deleted");
        measures.splice(index, 1);
      }
    }
    const { sql } = test.store;
    const authority_id = test.viewer.authority_id;
    const incremental = await stored_findings(sql, authority_id, scenario_id);
    const count = expect_same(incremental, await brute_force(sql, authority_id, scenario_id));
    await test.store.as_viewer(test.viewer, (tx) => tx`select evaluate_scenario(${scenario_id})`);
    expect(await stored_findings(sql, authority_id, scenario_id)).toEqual(incremental);
    return count;
  }

  it("evaluated edit by edit equal a full evaluation and a brute-force one (near_things, nearest_things)", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 6, maxLength: 10, size: "max" }), async (edits) => {
        compared += await play(edits);
      }),
      { numRuns: kind === "embedded" ? 8 : 15, seed: 20270301, endOnFailure: true },
    );
    // A property over empty sets would prove nothing.
    expect(compared).toBeGreaterThan(150);
  });

  it("of every type equal a full evaluation and a brute-force one", async () => {
    await play(measure_types.map((_, type) => ({ action: "new", type, seed: 1000 + type, pick: 0 })));
  });

  it("are previewed as they are judged once saved", async () => {
    const scenario_id = await new_scenario();
    const before = drawn(measure_types.find((type) => type.id === "sewer_replacement")!, 5);
    await save(scenario_id, null, null, before);
    const { sql } = test.store;
    for (const id of ["tree_row", "heat_line", "infiltration_trench"]) {
      const what = { ...drawn(measure_types.find((type) => type.id === id)!, 11), period: null };
      const shown = await test.store.as_viewer(
        test.viewer,
        (tx) => tx<{ rule_id: string; verdict: string; distance_m: number; other: string }[]>`
          select rule_id, verdict, distance_m, stretch_m, run_m, vertical_m, assumed,
            concat_ws('/', a ->> 'layer', case when a ->> 'id' <> '0' then a ->> 'id' end, a ->> 'part') as one,
            concat_ws('/', b ->> 'layer', case when b ->> 'id' <> '0' then b ->> 'id' end, b ->> 'part') as other
          from json_populate_recordset(null::finding_row, (preview(${what.measure_type}, st_transform(st_geomfromtext(${what.wkt}, 31370), 4326), ${tx.json(what.parameters as never)}, ${scenario_id})).findings)
          order by rule_id, one, other`,
      );
      const saved = await save(scenario_id, null, null, what);
      const judged = await sql`
        select rule_id, verdict, distance_m, stretch_m, run_m, vertical_m, assumed,
          concat_ws('/', a_layer, case when a_kind = 'feature' or a_id <> ${saved.id} then a_id end, a_part) as one,
          concat_ws('/', b_layer, case when b_kind = 'feature' or b_id <> ${saved.id} then b_id end, b_part) as other
        from finding where scenario_id = ${scenario_id}
          and (a_kind = 'measure' and a_id = ${saved.id} or b_kind = 'measure' and b_id = ${saved.id})
        order by rule_id, one, other`;
      expect(shown.length, id).toBeGreaterThan(0);
      expect([...shown], id).toEqual([...judged]);
      await test.store.as_viewer(
        test.viewer,
        (tx) => tx`select delete_measure(${saved.id}, ${saved.version})`,
      );
    }
  });

  it("are brought back under their old id, and named where they are not as they were seen", async () => {
    const scenario_id = await new_scenario();
    const elsewhere = await new_scenario();
    const what = drawn(measure_types[0]!, 4);
    const { id } = await save(scenario_id, null, null, what);
    const other = await save(scenario_id, null, null, what);
    const conflicts = (in_scenario: number, ids: number[], versions: (number | null)[]) =>
      test.store.as_viewer(test.viewer, async (sql) =>
        (
          await sql<{ id: number }[]>`
            select id from measure_conflicts(${in_scenario}, ${ids}::bigint[], ${versions}::bigint[]) id`
        ).map((row) => row.id),
      );
    expect(await conflicts(scenario_id, [other.id, id], [1, 1])).toEqual([]);
    expect(await conflicts(scenario_id, [other.id, id, 999_999], [2, null, null])).toEqual([other.id, id]);
    expect(await conflicts(elsewhere, [id, other.id], [1, null])).toEqual([id]);
    // There already: not to be overwritten.
    expect(await save(scenario_id, id, null, what)).toEqual({ id, version: 1, state: "stale" });
    await test.store.as_viewer(test.viewer, (sql) => sql`select delete_measure(${id}, 1)`);
    expect(await conflicts(scenario_id, [id], [null])).toEqual([]);
    expect((await save(elsewhere, id, null, what)).state).toBe("missing");
    expect(await save(scenario_id, id, null, what)).toEqual({ id, version: 2, state: "saved" });
    // A new one still gets an id of its own.
    expect((await save(scenario_id, null, null, what)).id).toBeGreaterThan(other.id);
  });

  it("of a missing scenario or measure are answered as missing", async () => {
    const what = drawn(measure_types[0]!, 3);
    expect((await save(999_999, null, null, what)).state).toBe("missing");
    expect((await save(await new_scenario(), 999_999, 1, what)).state).toBe("missing");
    const [gone] = await test.store.as_viewer(
      test.viewer,
      (sql) => sql<{ state: string }[]>`select delete_measure(999999, 1) as state`,
    );
    expect(gone!.state).toBe("missing");
  });
});
