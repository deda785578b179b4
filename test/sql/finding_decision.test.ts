import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { load_small_town } from "../api/small_town.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";

describe.each(store_kinds)("decisions about findings on %s", (kind) => {
  let test: TestStore;
  let id: string;
  beforeAll(async () => {
    test = await open_test_store(kind);
    await load_small_town(test);
    const [finding] = await test.store.sql<{ id: string }[]>`
      select id from finding where scenario_id is null and 'gas_low' in (a_layer, b_layer) and 'tree' in (a_layer, b_layer)`;
    id = finding!.id;
  });
  afterAll(() => test.close());

  const ask = <T>(query: string, viewer: object = {}) =>
    test.store.as_viewer({ ...test.viewer, ...viewer }, async (sql) => {
      const [row] = await sql.unsafe(`select ${query} as answer`);
      return row!.answer as T;
    });
  const talk = (viewer: object = {}) =>
    ask<{ state: string; reopened: string[]; messages: unknown[] } | null>(`finding_talk('${id}')`, viewer);
  const decide = (state: string, version: number, viewer: object = {}) =>
    ask<string>(`decide_finding('${id}', '${state}', 'omdat', ${version})::text`, viewer);

  it("are the authority's own: another one finds nothing to decide or to talk about", async () => {
    const elsewhere = { authority_id: "elders" };
    expect(await talk(elsewhere)).toBeNull();
    expect(await decide("rejected", 0, elsewhere)).toBe("(missing,0)");
    expect(await ask(`say_of_finding('${id}', 'x')`, elsewhere)).toBeNull();
    await expect(
      test.store.as_viewer(test.viewer, (sql) => sql`select from finding_decision`),
    ).rejects.toThrow(/permission denied/);
    expect(await decide("accepted", 0)).toBe("(saved,1)");
    expect(await decide("rejected", 0)).toBe("(stale,1)");
    expect(await ask(`say_of_finding('${id}', 'Goed zo.')`)).toBe(1);
    expect(await talk()).toMatchObject({ state: "accepted", messages: [{ text: "Goed zo." }] });
  });

  it("stand after the same delivery once more, and are open again after one in which the object lies elsewhere", async () => {
    await load_small_town(test);
    expect(await talk()).toMatchObject({ state: "accepted", reopened: [] });
    await test.store.sql`update feature set geom = st_translate(geom, 0.5, 0) where layer = 'tree'`;
    const moved = (await talk())!;
    expect(moved.state).toBe("open");
    expect(moved.reopened).toHaveLength(1);
    expect(moved).toMatchObject({ former_state: "accepted", messages: [{ text: "Goed zo." }] });
    // What was not decided yet stays under way.
    expect(await decide("in_discussion", 1)).toBe("(saved,2)");
    await test.store.sql`update feature set geom = st_translate(geom, 0.5, 0) where layer = 'tree'`;
    expect(await talk()).toMatchObject({ state: "in_discussion", reopened: [] });
  });

  it("are for planners and for whoever delivered one of the things: may_answer_finding", async () => {
    const { sql } = test.store;
    await sql`insert into organisation (authority_id, id, name) values ('testdorp', 'gas', 'Gas'), ('testdorp', 'water', 'Water') on conflict do nothing`;
    await sql`update dataset set owner_organisation_id = 'gas' where id in (select unnest(array[a_dataset_id, b_dataset_id]) from finding where id = ${id}::uuid)`;
    const owner = { role: "utility_partner", organisation_id: "gas", id: "gerrit" };
    const other = { ...owner, organisation_id: "water" };
    const may = (viewer: object) => ask<boolean>(`may_answer_finding('${id}')`, viewer);
    expect(await may({ role: "planner" })).toBe(true);
    expect(await may(owner)).toBe(true);
    for (const viewer of [other, { ...owner, role: "official" }, { role: "visitor" }]) {
      expect(await may(viewer)).toBe(false);
      expect(await decide("rejected", 2, viewer)).toBe("(missing,0)");
      expect(await ask(`say_of_finding('${id}', 'x')`, viewer)).toBeNull();
    }
    expect(await decide("rejected", 2, owner)).toBe("(saved,3)");
    expect(await talk(owner)).toMatchObject({ reason: "omdat", messages: [{ text: "Goed zo." }] });
    // The state is for every partner, what was written is not.
    expect(await talk(other)).toMatchObject({ state: "rejected", reason: "", messages: [] });
    expect(await talk({ role: "official" })).toMatchObject({ reason: "omdat" });
    expect(await talk({ role: "resident" })).toBeNull();
  });
});
