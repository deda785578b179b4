import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import { people_of } from "../people.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

/** A scenario with two trees of which a link shares the first, and a resident who opened it; nobody has reacted within the hour. */
async function shared(t: TestApp) {
  const people = await people_of(t);
  const planner = await people.person("planner");
  const { body: scenario } = await planner.ask("POST", "/scenarios", { name: "Plein" });
  const measure_ids: number[] = [];
  for (const x of [165050, 165060]) {
    const geometry = { type: "Point", coordinates: await at_town(t.test, x, 194996) };
    const { body } = await planner.ask("POST", `/scenarios/${scenario.id}/measures`, {
      measure_type: "tree",
      name: "",
      geometry,
      parameters: {},
    });
    measure_ids.push(body.id);
  }
  const link = await planner.ask("POST", "/resident_links", {
    name: "Buurt",
    scenario_id: scenario.id,
    measure_ids: [measure_ids[0]],
    days: 1,
  });
  const resident = people.stranger();
  await resident.ask("POST", "/session/link", { token: link.body.token });
  await t.test.store.sql`delete from attempt where key like 'reaction %'`;
  const path = `/scenarios/${scenario.id}/reactions`;
  const react = (body: unknown) => resident.ask("POST", path, body);
  const end = () => t.test.store.sql`delete from scenario where id = ${scenario.id}`;
  return { people, planner, resident, scenario, measure_ids, path, react, end };
}

export const reaction_tests: RouteTests = {
  "GET /scenarios/{id}/reactions": async (t) => {
    const { people, planner, resident, measure_ids, path, react, end } = await shared(t);
    expect((await react({ text: "Mooi", measure_id: measure_ids[0] })).status).toBe(202);
    const all = async () =>
      Promise.all([resident, planner].map(async (who) => (await who.ask("GET", path)).body.reactions.length));
    expect(await all()).toEqual([0, 0]);
    const [row] = (await planner.ask("GET", "/reactions")).body.reactions;
    await planner.ask("PUT", `/reactions/${row.id}`, { state: "approved" }, { "if-match": '"1"' });
    expect(await all()).toEqual([1, 1]);
    const partner = await people.person("utility_partner", "netbedrijf");
    expect((await partner.ask("GET", path)).body.reactions).toMatchObject([
      { text: "Mooi", measure_type: "tree" },
    ]);
    expect((await people.stranger().ask("GET", path)).status).toBe(401);
    await end();
  },
  "POST /scenarios/{id}/reactions": async (t) => {
    const { planner, measure_ids, path, react, end } = await shared(t);
    const place = { type: "Point", coordinates: await at_town(t.test, 165055, 194997) };
    expect((await react({ text: "Hier ook?", place })).body).toEqual({ state: "waiting" });
    expect((await react({ text: "x", place, measure_id: measure_ids[0] })).status).toBe(400);
    expect((await react({ text: "x" })).status).toBe(400);
    expect((await react({ text: "", place })).status).toBe(400);
    const line = {
      type: "LineString",
      coordinates: [place.coordinates, await at_town(t.test, 165056, 194997)],
    };
    expect((await react({ text: "x", place: line })).body.code).toBe("geometry_kind");
    // A measure that the link does not share, for add_reaction there is none.
    expect((await react({ text: "x", measure_id: measure_ids[1] })).status).toBe(404);
    expect((await planner.ask("POST", path, { text: "x", place })).status).toBe(403);
    const [told] = (await planner.ask("GET", "/notifications")).body.notifications;
    expect(told).toMatchObject({ kind: "reaction_received", about: { scenario: "Plein" } });
    expect(JSON.stringify(told.about)).not.toContain("Hier ook");
    expect((await planner.ask("GET", "/to_do")).body.reactions_waiting).toBe(1);
    // Ten an hour from one address.
    const states: number[] = [];
    for (let n = 0; n < 10; n += 1) states.push((await react({ text: `Nr ${n}`, place })).status);
    expect(states.filter((status) => status === 202)).toHaveLength(8);
    expect(states.at(-1)).toBe(429);
    await end();
  },
  "GET /reactions": async (t) => {
    const { people, planner, measure_ids, react, end } = await shared(t);
    await react({ text: "<script>alert(1)</script>", measure_id: measure_ids[0] });
    const { reactions } = (await planner.ask("GET", "/reactions?state=waiting")).body;
    expect(reactions).toMatchObject([{ text: "<script>alert(1)</script>", state: "waiting", version: 1 }]);
    expect((await planner.ask("GET", "/reactions?state=gone")).status).toBe(400);
    // A planner of another organisation is no member of the town.
    const bureau = await people.person("planner", "netbedrijf");
    expect((await bureau.ask("GET", "/reactions")).body.reactions).toEqual([]);
    expect(
      (await bureau.ask("PUT", `/reactions/${reactions[0].id}`, { state: "approved" }, { "if-match": '"1"' }))
        .status,
    ).toBe(404);
    await end();
  },
  "PUT /reactions/{id}": async (t) => {
    const { planner, resident, measure_ids, path, react, end } = await shared(t);
    await react({ text: "Onbeleefd", measure_id: measure_ids[0] });
    const [row] = (await planner.ask("GET", "/reactions")).body.reactions;
    const put = (body: unknown, version: number) =>
      planner.ask("PUT", `/reactions/${row.id}`, body, { "if-match": `"${version}"` });
    expect((await put({ state: "refused" }, 1)).status).toBe(400);
    expect((await put({ state: "refused", reason: "Scheldwoorden" }, 1)).body).toMatchObject({
      state: "refused",
      reason: "Scheldwoorden",
      moderated_by: "planner of town",
      version: 2,
    });
    expect((await put({ state: "approved" }, 1)).status).toBe(412);
    expect((await resident.ask("GET", path)).body.reactions).toEqual([]);
    const history = await t.test.store.sql`
      select viewer, after ->> 'state' as state from change where word = 'reaction' and thing_id = ${String(row.id)} order by id`;
    expect(history.map((one) => one.state)).toEqual(["waiting", "refused"]);
    expect(history[0]!.viewer).toMatch(/^resident_link \d+$/);
    await end();
  },
};
