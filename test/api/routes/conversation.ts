import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import { people_of } from "../people.ts";
import { restricted_dataset } from "../restricted_dataset.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

let street = 0;

/** A tree that a planner plants on a hidden gas line of Netbedrijf, and the worst finding of the two. */
async function clash(t: TestApp) {
  const people = await people_of(t);
  const [planner, owner, other] = await Promise.all([
    people.person("planner"),
    people.person("utility_partner", "netbedrijf"),
    people.person("utility_partner", "waterbedrijf"),
  ]);
  street += 1;
  const y = 194600 - 20 * street;
  const key = `talk_${street}`;
  const dataset_id = await restricted_dataset(t, {
    key,
    owner: "netbedrijf",
    lines: [`LINESTRING(165020 ${y},165060 ${y})`],
  });
  const { body: scenario } = await planner.ask("POST", "/scenarios", { name: "Boom" });
  const tree = async (away_m: number) => ({
    measure_type: "tree",
    name: "",
    geometry: { type: "Point", coordinates: await at_town(t.test, 165040, y + away_m) },
    parameters: {},
  });
  const path = `/scenarios/${scenario.id}/measures`;
  const { body: measure } = await planner.ask("POST", path, await tree(0.5));
  const [finding] = await t.test.store.sql<{ id: string }[]>`
    select id::text from finding where scenario_id = ${scenario.id} and ${dataset_id} in (a_dataset_id, b_dataset_id)
      and kind = 'conflict' and verdict = 'violated' order by id limit 1`;
  const at = `/findings/${finding!.id}`;
  const decide = (who: typeof planner, body: unknown, version: number) =>
    who.ask("PUT", `${at}/state`, body, { "if-match": `"${version}"` });
  const move = async (away_m: number) =>
    planner.ask("PUT", `${path}/${measure.id}`, await tree(away_m), { "if-match": `"${measure.version}"` });
  const end = async () => {
    await t.test.store.sql`delete from scenario where id = ${scenario.id}`;
    await t.ask("DELETE", `/datasets/${dataset_id}`);
  };
  return { people, planner, owner, other, scenario, at, decide, move, end, finding_id: finding!.id };
}

export const conversation_tests: RouteTests = {
  "GET /findings/{id}/conversation": async (t) => {
    const { planner, owner, other, at, decide, move, end, finding_id } = await clash(t);
    const read = async (who: typeof planner) => (await who.ask("GET", `${at}/conversation`)).body;
    expect(await read(planner)).toMatchObject({ state: "open", version: 0, messages: [], reopened: null });
    // speaks_about_finding: only the town and the owner of the line.
    expect((await other.ask("GET", `${at}/conversation`)).status).toBe(404);
    expect((await planner.ask("GET", "/findings/nothing/conversation")).status).toBe(400);
    await decide(owner, { state: "accepted", reason: "De leiding gaat weg" }, 0);
    expect(await read(planner)).toMatchObject({
      state: "accepted",
      reopened: null,
      decided_by_organisation: "netbedrijf",
    });
    const mine = async () =>
      (await owner.ask("GET", "/to_do")).body.findings.map((one: { id: string }) => one.id);
    expect(await mine()).not.toContain(finding_id);
    // The tree moves: what was decided no longer holds, and finding_changes says why, without a number.
    expect((await move(0.3)).status).toBe(200);
    const again = await read(planner);
    expect(again).toMatchObject({
      state: "open",
      reopened: { state: "accepted", changed: expect.arrayContaining(["distance"]) },
    });
    expect(await mine()).toContain(finding_id);
    const history = await t.test.store.sql<{ after: object }[]>`
      select after from change where word = 'finding_state' and thing_id = ${finding_id}`;
    expect(history).toHaveLength(1);
    // Distances to a hidden line are not in the history.
    expect(history[0]!.after).not.toHaveProperty("facts");
    await end();
  },
  "PUT /findings/{id}/state": async (t) => {
    const { planner, owner, other, at, decide, end } = await clash(t);
    expect((await decide(planner, { state: "accepted", reason: "" }, 0)).status).toBe(400);
    expect((await decide(planner, { state: "gone", reason: "x" }, 0)).status).toBe(400);
    expect((await planner.ask("PUT", `${at}/state`, { state: "open" })).status).toBe(428);
    expect((await decide(other, { state: "open" }, 0)).status).toBe(404);
    // Two at once: decide_finding takes the first.
    expect((await decide(planner, { state: "in_discussion" }, 0)).body).toMatchObject({ version: 1 });
    expect(await decide(owner, { state: "rejected", reason: "Te dicht" }, 0)).toMatchObject({
      status: 412,
      body: { code: "version_stale", version: 1 },
    });
    expect((await decide(owner, { state: "rejected", reason: "Te dicht" }, 1)).body).toMatchObject({
      state: "rejected",
      version: 2,
    });
    await end();
  },
  "POST /findings/{id}/messages": async (t) => {
    const { planner, owner, other, at, end, finding_id } = await clash(t);
    const say = (who: typeof planner, text: string) => who.ask("POST", `${at}/messages`, { text });
    expect((await say(planner, "Kan een wortelscherm?")).status).toBe(200);
    const { messages } = (await say(owner, "Ja")).body;
    expect(messages).toMatchObject([
      { organisation: "Testdorp", own: false, text: "Kan een wortelscherm?" },
      { organisation: "netbedrijf", own: true, text: "Ja" },
    ]);
    expect((await say(planner, "")).status).toBe(400);
    // add_finding_message has nothing for whoever has no part in it.
    expect((await say(other, "x")).status).toBe(404);
    const [told] = (await owner.ask("GET", "/notifications")).body.notifications;
    expect(told).toMatchObject({
      kind: "finding_discussed",
      about: { finding_id, organisation: "Testdorp" },
    });
    expect(JSON.stringify(told)).not.toContain("wortelscherm");
    await end();
  },
};
