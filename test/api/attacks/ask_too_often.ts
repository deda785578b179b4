import { expect } from "vitest";
import { create_app } from "../../../api/app.ts";
import { ProbeBudget } from "../../../api/probe_budget.ts";
import type { TestApp } from "../open_test_app.ts";
import { people_of } from "../people.ts";
import { trench_input } from "../routes/overlap_check.ts";
import { at_town, town } from "../small_town.ts";

/** Asks previews until the budget is spent, in two sessions; another person and the administrator go on. */
export async function ask_too_often(t: TestApp): Promise<void> {
  const people = await people_of(t);
  // Of 120 an hour, 50 at once.
  const probe_budget = new ProbeBudget(120);
  const app = create_app({ ...t.deps, accounts: () => people.accounts, probe_budget });
  const geometry = { type: "Point", coordinates: await at_town(t.test, 165100, 195010) };
  const ask = async (
    who: { cookie(): string },
    path = "/preview",
    body: object = { measure_type: "tree", geometry, parameters: {} },
  ) =>
    app.request(`/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: who.cookie() },
      body: JSON.stringify(body),
    });
  const planner = await people.person("planner", "vraagt");
  const again = people.stranger();
  expect(
    (await again.ask("POST", "/session", { email: planner.email, password: planner.password })).status,
  ).toBe(204);
  const told = [];
  for (let n = 0; n < 26; n++) for (const who of [planner, again]) told.push((await ask(who)).status);
  expect(told.filter((status) => status === 200)).toHaveLength(50);
  expect(told.slice(50)).toEqual([429, 429]);
  const refused = await ask(again);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  expect(await refused.json()).toMatchObject({
    code: "too_many_questions",
    retry_after_s: expect.any(Number),
  });
  // Another way to the same answers is the same budget; another person has his own, and who sees all needs none.
  expect(
    (await ask(planner, "/room", { measure_type: "tree", parameters: {}, street_id: town.street_id })).status,
  ).toBe(429);
  expect((await ask(planner, "/overlap_checks", { ...trench_input, name: "Vraag" })).status).toBe(429);
  expect((await ask(await people.person("official", "vraagt"))).status).toBe(200);
  // A request with many measures is as many questions.
  const { body: file } = await t.ask("GET", "/scenarios/1/file");
  // Far from all else, so that judging them takes no time.
  const far = { type: "Point", coordinates: await at_town(t.test, 166500, 196500) };
  const many = Array.from({ length: 26 }, () => ({ ...file.features[0], geometry: far }));
  const put = {
    op: "put",
    id: null,
    version: null,
    name: "",
    measure_type: "tree",
    geometry: far,
    parameters: {},
  };
  for (const [path, body, first] of [
    ["/scenarios/1/changes", { changes: many.map(() => put) }, 200],
    ["/scenarios/files", { ...file, srid: 4326, features: many }, 201],
  ] as const) {
    const who = await people.person("planner", `veel${first}`);
    expect([(await ask(who, path, body)).status, (await ask(who, path, body)).status]).toEqual([first, 429]);
  }
  const administrator = await people.person("administrator");
  for (let n = 0; n < 60; n++) expect((await ask(administrator)).status).toBe(200);
  expect(t.logged).toEqual([]);
}
