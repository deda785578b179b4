import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town, town } from "../small_town.ts";

const nowhere = "/findings/00000000-0000-4000-8000-000000000000";

/** A finding of a tree that somebody draws beside the gas pipe, and how to move that tree. */
async function drawn_finding({ ask, test }: TestApp) {
  const { body: scenario } = await ask("POST", "/scenarios", { name: "Overleg" });
  const tree = async (east: number) => ({
    measure_type: "tree",
    geometry: { type: "Point", coordinates: await at_town(test, town.x + east, town.y + 4.5) },
  });
  const base = `/scenarios/${scenario.id}`;
  const { body: measure } = await ask("POST", `${base}/measures`, await tree(30));
  const { body } = await ask("GET", `${base}/findings`);
  const found = body.findings.find((one: { a: { layer: string }; b: { layer: string } }) =>
    [one.a.layer, one.b.layer].includes("gas_low"),
  );
  const move = async (east: number) => {
    const { body: now } = await ask("GET", `${base}/measures/${measure.id}`);
    const headers = { "if-match": `"${now.version}"` };
    expect((await ask("PUT", `${base}/measures/${measure.id}`, await tree(east), headers)).status).toBe(200);
  };
  return {
    scenario_id: scenario.id as number,
    at: `/findings/${found.id}`,
    rule_id: found.rule_id as string,
    move,
  };
}
const decide = ({ ask }: TestApp, at: string, version: number, state: string, reason = "") =>
  ask("PUT", `${at}/decision`, { state, reason }, { "if-match": `"${version}"` });

export const finding_tests: RouteTests = {
  "GET /findings/{id}": async ({ ask }) => {
    const { body } = await ask("GET", `/streets/${town.street_id}/findings?limit=1`);
    const one = await ask("GET", `/findings/${body.findings[0].id}`);
    expect(one.status).toBe(200);
    const [listed] = body.findings;
    const { a, b, rule, ...facts } = one.body;
    expect({ ...facts, a: listed.a, b: listed.b }).toEqual(listed);
    expect([a, b]).toEqual([body.things[listed.a.thing], body.things[listed.b.thing]]);
    expect([rule]).toEqual(body.rules);
    expect(one.body.a.geometry.type).toBeTypeOf("string");
    expect(await ask("GET", "/findings/00000000-0000-4000-8000-000000000000")).toMatchObject({
      status: 404,
      body: { code: "finding_not_found" },
    });
    expect(await ask("GET", "/findings/not-a-uuid")).toMatchObject({
      status: 400,
      body: { code: "invalid_request" },
    });
  },
  "GET /findings/{id}/talk": async (t) => {
    const { ask, test } = t;
    const { scenario_id, at, rule_id, move } = await drawn_finding(t);
    const untouched = await ask("GET", `${at}/talk`);
    expect(untouched).toMatchObject({
      status: 200,
      body: { state: "open", version: 0, reopened: [], former_state: null, messages: [] },
    });
    expect(untouched.headers.get("etag")).toBe('"0"');
    await decide(t, at, 0, "mitigated", "Wortelscherm");
    const state = async () => {
      const { body } = await ask("GET", `${at}/talk`);
      return { state: body.state, reopened: body.reopened, former_state: body.former_state };
    };
    const holds = { state: "mitigated", reopened: [], former_state: null };
    expect(await state()).toEqual(holds);

    // Everything worked out anew, from the same: the decision stands.
    await test.store.sql.begin(async (sql) => {
      await sql`select set_config('straatlagen.authority', 'testdorp', true)`;
      await sql`select evaluate_scenario(${scenario_id}::bigint)`;
    });
    expect(await state()).toEqual(holds);

    // The tree elsewhere at the same distance: only it has changed. Back at its place, all is as it was decided.
    await move(31);
    const moved = await state();
    expect(moved).toMatchObject({ state: "open", former_state: "mitigated" });
    expect(moved.reopened.filter((what: string) => what !== "result")).toHaveLength(1);
    await move(30);
    expect(await state()).toEqual(holds);

    await test.store.sql`update rule set version = version + 1 where id = ${rule_id}`;
    expect(await state()).toEqual({ state: "open", reopened: ["rule"], former_state: "mitigated" });
    await decide(t, at, 1, "rejected");
    expect(await state()).toEqual({ ...holds, state: "rejected" });
    await test.store.sql`update rule set version = version - 1 where id = ${rule_id}`;
    expect((await ask("GET", `${nowhere}/talk`)).body.code).toBe("finding_not_found");
  },

  "PUT /findings/{id}/decision": async (t) => {
    const { ask, test } = t;
    const { at } = await drawn_finding(t);
    const decided = await decide(t, at, 0, "accepted", "De boom is ouder dan de leiding.");
    expect(decided).toMatchObject({
      status: 200,
      body: {
        state: "accepted",
        reason: "De boom is ouder dan de leiding.",
        version: 1,
        decided_by: test.viewer.id,
        organisation: "Testdorp",
      },
    });
    expect(decided.headers.get("etag")).toBe('"1"');
    // Who saw an earlier one changes nothing.
    expect(await decide(t, at, 0, "rejected")).toMatchObject({ status: 412, body: { version: 1 } });
    expect((await ask("PUT", `${at}/decision`, { state: "open" })).status).toBe(428);
    for (const [state, reason] of [
      ["accepted", ""],
      ["accepted", "  "],
      ["forgotten", "x"],
      ["rejected", "x".repeat(2001)],
    ] as const)
      expect(await decide(t, at, 1, state, reason)).toMatchObject({
        status: 400,
        body: { code: "invalid_request" },
      });
    expect((await decide(t, nowhere, 0, "rejected")).body.code).toBe("finding_not_found");
    expect((await ask("GET", `${at}/talk`)).body).toMatchObject({ state: "accepted", version: 1 });

    // Of two who decide at once one is told that the other was first.
    const both = await Promise.all([decide(t, at, 1, "rejected"), decide(t, at, 1, "mitigated")]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 412]);
    const talk = (await ask("GET", `${at}/talk`)).body;
    expect(talk.former).toMatchObject([
      {
        version: 1,
        state: "accepted",
        reason: "De boom is ouder dan de leiding.",
        decided_by: test.viewer.id,
        organisation: "Testdorp",
      },
    ]);
    const history = await test.store.sql<{ action: string; viewer: string }[]>`
      select action, viewer from change where word = 'finding_decision' and thing_id = ${at.split("/")[2]!} order by id`;
    expect([...history]).toEqual([
      { action: "insert", viewer: test.viewer.id },
      { action: "update", viewer: test.viewer.id },
    ]);
  },

  "POST /findings/{id}/messages": async (t) => {
    const { ask, test } = t;
    const { at, move } = await drawn_finding(t);
    const said = await ask("POST", `${at}/messages`, { text: "Kan de boom een meter opschuiven? <b>" });
    expect(said).toMatchObject({
      status: 201,
      body: {
        state: "open",
        messages: [
          {
            text: "Kan de boom een meter opschuiven? <b>",
            author: test.viewer.id,
            organisation: "Testdorp",
          },
        ],
      },
    });
    // What was said outlives the change that it was about.
    await move(31);
    const second = await ask("POST", `${at}/messages`, { text: "Gedaan." });
    expect(second.body.messages.map((message: { text: string }) => message.text)).toEqual([
      "Kan de boom een meter opschuiven? <b>",
      "Gedaan.",
    ]);
    for (const text of ["", "  ", "x".repeat(4001), "a\u0000b", 5])
      expect(await ask("POST", `${at}/messages`, { text })).toMatchObject({ status: 400 });
    expect((await ask("POST", `${nowhere}/messages`, { text: "x" })).body.code).toBe("finding_not_found");
  },
};
