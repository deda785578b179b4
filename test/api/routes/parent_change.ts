import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";
import { hedge_scenario } from "./indicator.ts";

/** A branch of a scenario, in which both were changed since: what each did stands in the names. */
async function branch(t: TestApp, name: string) {
  const parent_id = await hedge_scenario(t, name);
  const [hedge, first, second] = (await t.ask("GET", `/scenarios/${parent_id}/measures`)).body.measures;
  const made = await t.ask("POST", `/scenarios/${parent_id}/copies`, { name: `${name} 2`, branch: true });
  expect(made.body).toMatchObject({ copy_of: parent_id, is_branch: true, measure_count: 3 });
  const path = `/scenarios/${made.body.id}`;
  const own = (await t.ask("GET", `${path}/measures`)).body.measures;
  const put = (
    scenario: string,
    one: { id: number; version: number; measure_type: string; geometry: object },
    as: string,
  ) =>
    t.ask(
      "PUT",
      `${scenario}/measures/${one.id}`,
      { measure_type: one.measure_type, geometry: one.geometry, name: as },
      { "if-match": `"${one.version}"` },
    );
  const parent = `/scenarios/${parent_id}`;
  const differences = async () => (await t.ask("GET", `${path}/parent_changes`)).body.changes;
  return { parent_id, parent, path, hedge, first, second, own, put, differences };
}

export const parent_change_tests: RouteTests = {
  "GET /scenarios/{id}/parent_changes": async (t) => {
    const { parent_id, parent, path, hedge, first, second, own, put, differences } = await branch(t, "Ouder");
    expect((await t.ask("GET", `${path}/parent_changes`)).body).toEqual({
      parent: { id: parent_id, name: "Ouder" },
      changes: [],
    });
    await put(parent, hedge, "hoger");
    await put(parent, first, "ouder");
    await put(path, own[1], "tak");
    await t.ask("DELETE", `${parent}/measures/${second.id}`, undefined, { "if-match": '"1"' });
    const geometry = { type: "Point", coordinates: await at_town(t.test, 165130, 195003) };
    await t.ask("POST", `${parent}/measures`, { measure_type: "tree", geometry, name: "nieuw" });
    expect(await differences()).toMatchObject([
      {
        parent_measure_id: hedge.id,
        kind: "changed",
        conflict: false,
        parent_version: 2,
        theirs: { name: "hoger" },
        mine: { name: "" },
      },
      {
        parent_measure_id: first.id,
        kind: "changed",
        conflict: true,
        theirs: { name: "ouder" },
        mine: { name: "tak" },
      },
      {
        parent_measure_id: second.id,
        kind: "removed",
        conflict: false,
        parent_version: null,
        theirs: null,
        mine: { id: own[2].id },
      },
      { kind: "added", conflict: false, theirs: { name: "nieuw" }, mine: null },
    ]);
    // What stands on its own has no parent to follow.
    const alone = await t.ask("POST", `${parent}/copies`, { name: "Los" });
    expect((await t.ask("GET", `/scenarios/${alone.body.id}/parent_changes`)).body).toEqual({
      parent: null,
      changes: [],
    });
    expect(await t.ask("GET", "/scenarios/987654321/parent_changes")).toMatchObject({ status: 404 });
  },
  "POST /scenarios/{id}/parent_changes": async (t) => {
    const { parent, path, hedge, first, second, own, put, differences } = await branch(t, "Bron");
    const phase = (await t.ask("POST", `${parent}/phases`, { name: "Eerst", year_from: 2028, year_to: 2029 }))
      .body;
    await put(parent, hedge, "hoger");
    await put(parent, first, "ouder");
    await put(path, own[1], "tak");
    await t.ask("DELETE", `${parent}/measures/${second.id}`, undefined, { "if-match": '"1"' });
    const geometry = { type: "Point", coordinates: await at_town(t.test, 165130, 195003) };
    const added = await t.ask("POST", `${parent}/measures`, {
      measure_type: "tree",
      geometry,
      phase_id: phase.id,
    });
    const decide = (parent_measure_id: number, parent_version: number | null, take: boolean) => ({
      parent_measure_id,
      parent_version,
      take,
    });
    const all = [
      decide(hedge.id, 2, true),
      decide(first.id, 2, false),
      decide(second.id, null, true),
      decide(added.body.id, 1, true),
    ];
    // Seen in another version: nothing is taken over.
    const stale = { decisions: [...all.slice(0, 3), decide(added.body.id, 7, true)] };
    expect(await t.ask("POST", `${path}/parent_changes`, stale)).toMatchObject({
      status: 412,
      body: { code: "measure_changed" },
    });
    expect(await differences()).toHaveLength(4);
    const done = await t.ask("POST", `${path}/parent_changes`, { decisions: all });
    expect(done).toMatchObject({ status: 200, body: { changes: [] } });
    const phases = (await t.ask("GET", `${path}/phases`)).body.phases;
    expect(phases).toMatchObject([{ name: "Eerst", year_from: 2028, measure_count: 1 }]);
    const mine = (await t.ask("GET", `${path}/measures`)).body.measures;
    expect(mine).toMatchObject([
      { id: own[0].id, name: "hoger" },
      { id: own[1].id, name: "tak" },
      { measure_type: "tree", phase_id: phases[0].id },
    ]);
    expect(mine).toHaveLength(3);
    // What was refused is a conflict when the parent changes it once more; what was taken over is not.
    await put(parent, { ...first, version: 2 }, "weer");
    await put(parent, { ...hedge, version: 2 }, "lager");
    expect(await differences()).toMatchObject([
      { parent_measure_id: hedge.id, conflict: false },
      { parent_measure_id: first.id, conflict: true },
    ]);
    // The findings are those of the same measures drawn anew.
    const counted = async () => (await t.ask("GET", `${path}/findings?limit=1`)).body.summary;
    const before = await counted();
    const id = Number(path.split("/").at(-1));
    await t.test.store.as_viewer(t.test.viewer, (sql) => sql`select evaluate_scenario(${id})`);
    expect(await counted()).toEqual(before);
    const [left] = await t.test.store.as_viewer(
      t.test.viewer,
      (sql) =>
        sql`select take_parent_change(${id}, 987654321, true) as id, (select count(*)::int from parent_changes(${id})) as n`,
    );
    expect(left).toEqual({ id: null, n: 2 });
  },
};
