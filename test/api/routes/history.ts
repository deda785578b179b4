import { expect } from "vitest";
import { people_of } from "../people.ts";
import type { RouteTests } from "../route_tests.ts";

import { at_town } from "../small_town.ts";
import { hedge_scenario, town_line } from "./indicator.ts";

export const history_tests: RouteTests = {
  "GET /scenarios/{id}/history": async (t) => {
    const id = await hedge_scenario(t, "Wie wat");
    const path = `/scenarios/${id}`;
    const [hedge] = (await t.ask("GET", `${path}/measures`)).body.measures;
    const { body: phase } = await t.ask("POST", `${path}/phases`, {
      name: "Nu",
      year_from: 2027,
      year_to: 2027,
    });
    const changed = {
      measure_type: "hedge",
      name: "Haag",
      parameters: { width_m: 1.2 },
      // The same 100 m, 10 m further east and 2 m less long at the end.
      geometry: await town_line(t.test, [165160, 194990], [165258, 194990]),
      period: { from: "2027-03-01", to: "2027-03-31" },
      phase_id: phase.id,
    };
    expect((await t.ask("PUT", `${path}/measures/${hedge.id}`, changed, { "if-match": '"1"' })).status).toBe(
      200,
    );
    await t.ask("DELETE", `${path}/phases/${phase.id}`, undefined, { "if-match": '"1"' });
    await t.ask("PUT", path, { name: "Wie deed wat" }, { "if-match": '"1"' });
    const { status, body } = await t.ask("GET", `${path}/history`);
    expect(status).toBe(200);
    const viewer = t.test.viewer.id;
    expect(body.history).toMatchObject([
      { word: "scenario", action: "update", fields: ["name"], viewer },
      { word: "scenario_phase", action: "delete", name: "Nu" },
      { word: "measure", action: "update", thing_id: hedge.id, fields: ["phase_id"] },
      { word: "measure", action: "update", thing_id: hedge.id, measure_type: "hedge", name: "Haag", viewer },
      { word: "scenario_phase", action: "insert", name: "Nu" },
      { word: "measure", action: "insert", measure_type: "tree", fields: [] },
      { word: "measure", action: "insert", measure_type: "tree" },
      { word: "measure", action: "insert", measure_type: "hedge" },
      { word: "scenario", action: "insert", name: "Wie wat" },
    ]);
    // What it was and what it became: history_state, history_geom.
    const hedge_change = body.history.find(
      (one: { thing_id: number; name: string; fields: string[] }) =>
        one.thing_id === hedge.id && one.fields.includes("geom"),
    );
    expect(hedge_change).toMatchObject({
      fields: ["geom", "name", "parameters", "period", "phase_id"],
      before: {
        name: "",
        parameters: {},
        from: null,
        until: null,
        phase: null,
        length_m: 100,
        area_m2: null,
      },
      after: {
        name: "Haag",
        parameters: { width_m: 1.2 },
        from: "2027-03-01",
        until: "2027-03-31",
        // It is gone since.
        phase: "Nu",
        length_m: expect.closeTo(98, 1),
      },
      moved_m: expect.closeTo(9, 1),
    });
    expect(body.history.find((one: { word: string }) => one.word === "scenario")).toMatchObject({
      before: { name: "Wie wat", archived: false, measure_type: null },
      after: { name: "Wie deed wat" },
      moved_m: null,
    });
    expect(body.history.filter((one: { action: string }) => one.action === "insert")).toMatchObject(
      Array.from({ length: 5 }, () => ({ before: null, after: {} })),
    );
    const page = await t.ask("GET", `${path}/history?limit=2&before=${body.history[1].id}`);
    expect(page.body.history).toEqual(body.history.slice(2, 4));
    expect(await t.ask("GET", "/scenarios/987654321/history")).toMatchObject({ status: 404 });
  },
  "GET /history": async (t) => {
    const { body: scenario } = await t.ask("POST", "/scenarios", { name: "Eerst" });
    await t.ask("PUT", `/scenarios/${scenario.id}`, { name: "Later" }, { "if-match": '"1"' });
    await t.ask("DELETE", `/scenarios/${scenario.id}`, undefined, { "if-match": '"2"' });
    const of = `/history?word=scenario&thing_id=${scenario.id}`;
    const { status, body } = await t.ask("GET", of);
    expect(status).toBe(200);
    expect(body.changes).toMatchObject([
      {
        action: "delete",
        changed: expect.arrayContaining([{ field: "name", before: "Later", after: null }]),
      },
      {
        action: "update",
        viewer: t.test.viewer.id,
        changed: [
          { field: "name", before: "Eerst", after: "Later" },
          { field: "version", before: 1, after: 2 },
        ],
      },
      {
        action: "insert",
        changed: expect.arrayContaining([{ field: "name", before: null, after: "Eerst" }]),
      },
    ]);
    const page = await t.ask("GET", `${of}&limit=1&before=${body.changes[0].id}`);
    expect(page.body.changes).toEqual([body.changes[1]]);
    expect((await t.ask("GET", "/history?before=x")).status).toBe(400);
    // Who may do what is in it as well; what a link or token proves itself by is not, and no other role reads it.
    const planner = await (await people_of(t)).person("planner");
    expect((await planner.ask("GET", "/history")).status).toBe(403);
    const made = await planner.ask("POST", "/api_tokens", { name: "Script", scope: "read", days: 1 });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const administrator = await (await people_of(t)).person("administrator");
    const { body: all } = await administrator.ask("GET", "/history?limit=1000");
    const words = new Set(all.changes.map((one: { word: string }) => one.word));
    for (const word of ["account", "api_token", "scenario"]) expect(words).toContain(word);
    const [token] = all.changes.filter((one: { word: string }) => one.word === "api_token");
    expect(token.changed.map((one: { field: string }) => one.field)).not.toContain("token_hash");
    expect(token.changed).toContainEqual({ field: "name", before: null, after: "Script" });
  },
  "POST /scenarios/{id}/restorations": async (t) => {
    const id = await hedge_scenario(t, "Terug");
    const path = `/scenarios/${id}`;
    const measures = async () => (await t.ask("GET", `${path}/measures`)).body.measures;
    const before = await measures();
    const moment = (await t.ask("GET", `${path}/history`)).body.history[0].id;
    await t.ask("DELETE", `${path}/measures/${before[0].id}`, undefined, { "if-match": '"1"' });
    const geometry = { type: "Point", coordinates: await at_town(t.test, 165120, 195003) };
    await t.ask(
      "PUT",
      `${path}/measures/${before[1].id}`,
      { measure_type: "tree", geometry },
      { "if-match": '"1"' },
    );
    await t.ask("POST", `${path}/measures`, { measure_type: "tree", geometry });
    const changed = (await t.ask("GET", `${path}/history`)).body.history[0].id;
    const between = await measures();
    const back = await t.ask("POST", `${path}/restorations`, { change_id: moment });
    expect(back.status).toBe(200);
    expect(back.body.measure_ids).toHaveLength(3);
    const plain = (rows: { version: number }[]) => rows.map(({ version: _version, ...row }) => row);
    expect(plain(await measures())).toEqual(plain(before));
    expect((await t.ask("GET", `${path}/history`)).body.history[0]).toMatchObject({
      word: "restoration",
      restored_to: moment,
    });
    // And back again: a restoration is undone like anything else.
    expect((await t.ask("POST", `${path}/restorations`, { change_id: changed })).status).toBe(200);
    expect(plain(await measures())).toEqual(plain(between));
    const other = await hedge_scenario(t, "Ander verhaal");
    expect(await t.ask("POST", `/scenarios/${other}/restorations`, { change_id: moment })).toMatchObject({
      status: 404,
      body: { code: "history_entry_not_found" },
    });
    expect(await t.ask("POST", "/scenarios/987654321/restorations", { change_id: moment })).toMatchObject({
      status: 404,
      body: { code: "scenario_not_found" },
    });
  },
};
