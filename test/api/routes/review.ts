import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import { people_of } from "../people.ts";
import type { RouteTests } from "../route_tests.ts";

const in_days = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A scenario that two partners are asked to check, by a planner. */
async function asked(t: TestApp) {
  const people = await people_of(t);
  const [planner, gas, water] = await Promise.all([
    people.person("planner"),
    people.person("utility_partner", "netbedrijf"),
    people.person("utility_partner", "waterbedrijf"),
  ]);
  const { body: scenario } = await planner.ask("POST", "/scenarios", { name: "Warmtenet" });
  const made = await planner.ask("POST", `/scenarios/${scenario.id}/reviews`, {
    text: "Kan dit naast uw leidingen?",
    due: in_days(7),
    organisation_ids: ["netbedrijf", "waterbedrijf"],
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return { people, planner, gas, water, scenario, review: made.body };
}

const of = (body: { answers: { organisation_id: string }[] }, organisation_id: string) =>
  body.answers.find((one) => one.organisation_id === organisation_id);

export const review_tests: RouteTests = {
  "GET /scenarios/{id}/reviews": async (t) => {
    const { planner, gas, scenario, review } = await asked(t);
    const telecom = await (await people_of(t)).person("utility_partner", "telecom");
    const path = `/scenarios/${scenario.id}/reviews`;
    const [seen] = (await planner.ask("GET", path)).body.reviews;
    expect(seen.answers.map((one: { organisation_id: string }) => one.organisation_id)).toEqual([
      "netbedrijf",
      "waterbedrijf",
    ]);
    // A partner reads what it was asked, and nothing of what others answered; others read nothing.
    const [own] = (await gas.ask("GET", path)).body.reviews;
    expect(own.answers).toMatchObject([{ organisation_id: "netbedrijf", own: true, overdue: false }]);
    expect((await telecom.ask("GET", path)).body.reviews).toEqual([]);
    await t.test.store.sql`update review set due = current_date - 1 where id = ${review.id}`;
    expect((await planner.ask("GET", path)).body.reviews[0].answers).toMatchObject([
      { overdue: true },
      { overdue: true },
    ]);
    // Whom to remind, and of what: for who asked, not for who was asked.
    const late = (await planner.ask("GET", "/to_do")).body;
    expect(late.answers_overdue).toBe(2);
    expect(late.overdue_reviews).toMatchObject([
      {
        id: review.id,
        scenario_id: scenario.id,
        answers: [{ organisation_id: "netbedrijf" }, { organisation_id: "waterbedrijf" }],
      },
    ]);
    expect((await gas.ask("GET", "/to_do")).body.overdue_reviews).toEqual([]);
    expect((await planner.ask("GET", "/scenarios/987654/reviews")).status).toBe(404);
    await t.test.store.sql`delete from scenario where id = ${scenario.id}`;
  },
  "POST /scenarios/{id}/reviews": async (t) => {
    // ask_review refuses whoever is no planner, also past the route.
    const { people, planner, gas, scenario, review } = await asked(t);
    const path = `/scenarios/${scenario.id}/reviews`;
    const question = { text: "x", due: in_days(1), organisation_ids: ["netbedrijf"] };
    expect((await gas.ask("POST", path, question)).status).toBe(403);
    expect((await planner.ask("POST", path, { ...question, organisation_ids: ["niemand"] })).status).toBe(
      404,
    );
    expect((await planner.ask("POST", path, { ...question, organisation_ids: [] })).status).toBe(400);
    expect((await planner.ask("POST", path, { ...question, due: "morgen" })).status).toBe(400);
    expect((await planner.ask("POST", "/scenarios/987654/reviews", question)).status).toBe(404);
    const viewer = { ...t.test.viewer, role: "utility_partner" as const, organisation_id: "netbedrijf" };
    const [refused] = await t.test.store.as_viewer(
      viewer,
      (sql) => sql`select ask_review(${scenario.id}, 'x', current_date, array['waterbedrijf']) as id`,
    );
    expect(refused!.id).toBeNull();
    // It waits in the partner's list and bell, and its people get an e-mail: once each.
    const to_do = (await gas.ask("GET", "/to_do")).body;
    expect(to_do.reviews.map((one: { id: number }) => one.id)).toContain(review.id);
    const told = (await gas.ask("GET", "/notifications")).body;
    expect(told.notifications[0]).toMatchObject({
      kind: "review_asked",
      read: false,
      about: { review_id: review.id, scenario: "Warmtenet" },
    });
    const official = await people.person("official", "netbedrijf");
    expect((await official.ask("GET", "/notifications")).body.notifications).toEqual([]);
    await t.test.store.sql`delete from scenario where id = ${scenario.id}`;
  },
  "PUT /reviews/{id}": async (t) => {
    const { planner, gas, scenario, review } = await asked(t);
    const change = { text: "Met spoed", due: in_days(2) };
    const put = (version: string) =>
      planner.ask("PUT", `/reviews/${review.id}`, change, { "if-match": version });
    expect((await planner.ask("PUT", `/reviews/${review.id}`, change)).status).toBe(428);
    expect(await put('"1"')).toMatchObject({ status: 200, body: { ...change, version: 2 } });
    expect(await put('"1"')).toMatchObject({ status: 412, body: { code: "version_stale", version: 2 } });
    // Whom it asks: who is new is told; who has answered stays, and nobody is told twice.
    await gas.ask(
      "PUT",
      `/reviews/${review.id}/answer`,
      { answer: "agreed", text: "" },
      { "if-match": '"1"' },
    );
    const telecom = await (await people_of(t)).person("utility_partner", "telecom");
    const told = async (who: typeof gas) =>
      (await who.ask("GET", "/notifications")).body.notifications.filter(
        (one: { about: { review_id: number } }) => one.about.review_id === review.id,
      ).length;
    expect(await told(telecom)).toBe(0);
    const asked_now = await planner.ask(
      "PUT",
      `/reviews/${review.id}`,
      { ...change, organisation_ids: ["telecom"] },
      { "if-match": '"2"' },
    );
    expect(asked_now.body).toMatchObject({ ...change, version: 3 });
    expect(
      asked_now.body.answers.map((one: { organisation_id: string }) => one.organisation_id).sort(),
    ).toEqual(["netbedrijf", "telecom"]);
    expect([await told(gas), await told(telecom)]).toEqual([1, 1]);
    const viewer = { ...t.test.viewer, role: "official" as const, organisation_id: "town" };
    const [refused] = await t.test.store.as_viewer(
      viewer,
      (sql) => sql`select * from change_review(${review.id}, 3, 'x', current_date)`,
    );
    expect(refused).toEqual({ version: null, state: "missing" });
    const history = await t.test.store.sql`
      select action, before ->> 'text' as before, after ->> 'text' as after from change
      where word = 'review' and thing_id = ${String(review.id)} order by id`;
    expect([...history]).toEqual([
      { action: "insert", before: null, after: "Kan dit naast uw leidingen?" },
      { action: "update", before: "Kan dit naast uw leidingen?", after: "Met spoed" },
      { action: "update", before: "Met spoed", after: "Met spoed" },
    ]);
    await t.test.store.sql`delete from scenario where id = ${scenario.id}`;
  },
  "DELETE /reviews/{id}": async (t) => {
    const { planner, gas, scenario, review } = await asked(t);
    const path = `/reviews/${review.id}`;
    expect((await planner.ask("DELETE", path, undefined, { "if-match": '"9"' })).status).toBe(412);
    expect((await planner.ask("DELETE", path, undefined, { "if-match": '"1"' })).status).toBe(204);
    expect((await planner.ask("DELETE", path, undefined, { "if-match": '"2"' })).status).toBe(404);
    const answer = { answer: "agreed", text: "" };
    expect((await gas.ask("PUT", `${path}/answer`, answer, { "if-match": '"1"' })).status).toBe(404);
    const to_do = (await gas.ask("GET", "/to_do")).body;
    expect(to_do.reviews.map((one: { id: number }) => one.id)).not.toContain(review.id);
    await t.test.store.sql`delete from scenario where id = ${scenario.id}`;
  },
  "PUT /reviews/{id}/answer": async (t) => {
    const { planner, gas, water, scenario, review } = await asked(t);
    const put = (who: typeof gas, answer: unknown, version = 1) =>
      who.ask("PUT", `/reviews/${review.id}/answer`, answer, { "if-match": `"${version}"` });
    expect((await put(gas, { answer: "misschien", text: "" })).status).toBe(400);
    // Conditions without words are no conditions.
    expect((await put(gas, { answer: "objection", text: "" })).status).toBe(400);
    const conditions = { answer: "agreed_with_conditions", text: "Op 1 m van de gasleiding" };
    expect((await put(gas, conditions)).status).toBe(200);
    expect((await put(gas, conditions)).body).toMatchObject({ code: "version_stale", version: 2 });
    expect((await put(gas, { answer: "not_concerned", text: "" }, 2)).status).toBe(200);
    // Whoever was not asked has nothing to answer: answer_review finds no row of theirs.
    expect((await put(planner, { answer: "agreed", text: "" })).status).toBe(404);
    const [seen] = (await planner.ask("GET", `/scenarios/${scenario.id}/reviews`)).body.reviews;
    expect(of(seen, "netbedrijf")).toMatchObject({ answer: "not_concerned", version: 3 });
    expect(of(seen, "waterbedrijf")).toMatchObject({ answer: null });
    expect((await planner.ask("GET", "/notifications")).body.notifications[0]).toMatchObject({
      kind: "review_answered",
      about: { organisation: "netbedrijf", answer: "not_concerned" },
    });
    // The other partner reads neither the answer nor its history.
    const viewer = { ...t.test.viewer, role: "utility_partner" as const, organisation_id: "waterbedrijf" };
    const history = await t.test.store.as_viewer(
      viewer,
      (sql) =>
        sql<
          { text: string }[]
        >`select coalesce(after, before)::text as text from change where word in ('review', 'review_answer')`,
    );
    expect(history.length).toBeGreaterThan(0);
    for (const { text } of history) expect(text).not.toContain(conditions.text);
    expect((await put(water, { answer: "agreed", text: "" })).status).toBe(200);
    await t.test.store.sql`delete from scenario where id = ${scenario.id}`;
  },
};
