import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ScenarioChange } from "../../api/store/scenario_changes.ts";
import { open_test_store, store_kinds, type TestStore } from "./test_store.ts";

describe.each(store_kinds)("what is saved in scenarios on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
  });
  afterAll(() => test.close());

  const of = { authority_id: "testdorp", scenario_id: 7, client: "page-1", seq: 12 };
  // Ids as large as they get: more bytes than one notification takes.
  const ids = Array.from({ length: 500 }, (_, n) => Number.MAX_SAFE_INTEGER - n);

  async function tell(ids: readonly number[], fail = false): Promise<void> {
    const { scenario_changes } = test.store;
    await test.store.as_viewer(test.viewer, async (sql) => {
      await scenario_changes.in_transaction(sql, { ...of, ids });
      if (fail) throw new Error("changed its mind");
    });
    scenario_changes.after_commit({ ...of, ids });
  }

  it("is told after the commit, whole, to everybody who listens, and not after a rollback", async () => {
    const heard: ScenarioChange[] = [];
    let ended = 0;
    const listener = { hear: (change: ScenarioChange) => heard.push(change), end: () => ended++ };
    const stop = await test.store.scenario_changes.listen(listener);
    await test.store.scenario_changes.listen({ hear: () => undefined, end: () => ended++ });
    await expect(tell([1], true)).rejects.toThrow("changed its mind");
    await tell(ids);
    await tell([]);
    await expect.poll(() => heard.flatMap((change) => change.ids).length, { timeout: 2000 }).toBe(500);
    await expect.poll(() => heard.at(-1), { timeout: 2000 }).toEqual({ ...of, ids: [] });
    expect(heard.flatMap((change) => change.ids)).toEqual(ids);
    for (const { ids: _, ...rest } of heard) expect(rest).toEqual(of);

    stop();
    await tell([2]);
    await tell([3]);
    expect(heard.some((change) => change.ids.includes(2))).toBe(false);
    test.store.scenario_changes.close();
    expect(ended).toBe(1);
  });
});
