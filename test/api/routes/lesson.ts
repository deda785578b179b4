import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import type { RouteTests } from "../route_tests.ts";
import { town } from "../small_town.ts";

/** What is written at Dorpsstraat where a test says nothing else. */
export const lesson_at_street = {
  about: "street",
  about_id: town.street_id,
  kind: "barrier",
  theme: "space",
  what: "Te weinig plaats tussen gas en gevel",
  what_helped: "Hagen in plaats van bomen",
} as const;
export const new_lesson = (t: TestApp, more: object = {}) =>
  t.ask("POST", "/lessons", { ...lesson_at_street, ...more });

export const lesson_tests: RouteTests = {
  "POST /lessons": async (t) => {
    const made = await new_lesson(t);
    expect(made).toMatchObject({
      status: 201,
      body: { ...lesson_at_street, status: "open", shared: false, version: 1, comments: [] },
    });
    expect(made.headers.get("etag")).toBe('"1"');
    const { body: scenario } = await t.ask("POST", "/scenarios", { name: "Les" });
    const about_id = String(scenario.id);
    expect((await new_lesson(t, { about: "scenario", about_id })).status).toBe(201);
    for (const [bad, status, code] of [
      [{ what: "" }, 400, "invalid_request"],
      [{ what: "  " }, 400, "invalid_request"],
      [{ theme: "weather" }, 400, "invalid_request"],
      [{ about: "tree" }, 400, "invalid_request"],
      [{ about_id: "nergens" }, 404, "street_not_found"],
      [{ about: "measure", about_id: "1; drop table" }, 404, "measure_not_found"],
      [{ about: "measure", about_id: "99999999999999999999" }, 404, "measure_not_found"],
      [{ about: "finding", about_id: "zomaar" }, 404, "finding_not_found"],
      [{ about: "scenario", about_id: "987654321" }, 404, "scenario_not_found"],
    ] as const)
      expect(await new_lesson(t, bad), JSON.stringify(bad)).toMatchObject({ status, body: { code } });
  },
  "GET /lessons": async (t) => {
    const { body: first } = await new_lesson(t, { what: "Eerst" });
    const { body: second } = await new_lesson(t, { what: "Daarna" });
    const { status, body } = await t.ask("GET", `/lessons?about=street&about_id=${town.street_id}`);
    expect(status).toBe(200);
    expect(body.lessons.slice(0, 2)).toEqual([second, first]);
    const other = await t.ask("GET", `/lessons?about=street&about_id=${town.side_street_id}`);
    expect(other.body.lessons).toEqual([]);
    expect((await t.ask("GET", "/lessons?about=tree&about_id=1")).status).toBe(400);
  },
  "GET /lessons/{id}": async (t) => {
    const { body: made } = await new_lesson(t);
    expect(await t.ask("GET", `/lessons/${made.id}`)).toMatchObject({ status: 200, body: made });
    expect(await t.ask("GET", "/lessons/987654321")).toMatchObject({
      status: 404,
      body: { code: "lesson_not_found" },
    });
  },
  "PUT /lessons/{id}": async (t) => {
    const { body: made } = await new_lesson(t);
    const path = `/lessons/${made.id}`;
    const change = {
      ...{ kind: "lesson", theme: "underground", what: "Eerst proefsleuven", what_helped: "" },
      ...{ status: "solved", shared: true },
    };
    expect((await t.ask("PUT", path, change)).status).toBe(428);
    expect(await t.ask("PUT", path, change, { "if-match": '"1"' })).toMatchObject({
      status: 200,
      body: { ...change, version: 2, about_id: town.street_id },
    });
    expect(await t.ask("PUT", path, change, { "if-match": '"1"' })).toMatchObject({
      status: 412,
      body: { code: "version_stale", version: 2 },
    });
    const history = await t.test.store.as_viewer(
      t.test.viewer,
      (sql) => sql<{ action: string; before: string | null; after: string }[]>`
        select action, before ->> 'what' as before, after ->> 'what' as after from change
        where word = 'lesson' and thing_id = ${String(made.id)} order by id`,
    );
    expect([...history]).toEqual([
      { action: "insert", before: null, after: lesson_at_street.what },
      { action: "update", before: lesson_at_street.what, after: change.what },
    ]);
  },
  "DELETE /lessons/{id}": async (t) => {
    const { body: made } = await new_lesson(t);
    const path = `/lessons/${made.id}`;
    await t.ask("POST", `${path}/comments`, { body: "Weg ermee" });
    expect((await t.ask("DELETE", path, undefined, { "if-match": '"3"' })).status).toBe(412);
    expect((await t.ask("DELETE", path, undefined, { "if-match": '"1"' })).status).toBe(204);
    expect((await t.ask("GET", path)).status).toBe(404);
  },
  "POST /lessons/{id}/comments": async (t) => {
    const { body: made } = await new_lesson(t);
    const path = `/lessons/${made.id}/comments`;
    await t.ask("POST", path, { body: "Hoe breed is het daar?" });
    const { status, body } = await t.ask("POST", path, { kind: "decision", body: "Hagen dus" });
    expect(status).toBe(201);
    expect(body.comments).toMatchObject([
      { kind: "comment", body: "Hoe breed is het daar?", created_by: "local_administrator" },
      { kind: "decision", body: "Hagen dus" },
    ]);
    expect((await t.ask("POST", path, { body: "" })).status).toBe(400);
    expect((await t.ask("POST", "/lessons/987654321/comments", { body: "x" })).status).toBe(404);
  },
  "DELETE /lessons/{id}/comments/{comment}": async (t) => {
    const { body: made } = await new_lesson(t);
    const path = `/lessons/${made.id}/comments`;
    const { body } = await t.ask("POST", path, { body: "Vergissing" });
    const comment = `${path}/${body.comments[0].id}`;
    expect((await t.ask("DELETE", comment)).status).toBe(204);
    expect(await t.ask("DELETE", comment)).toMatchObject({
      status: 404,
      body: { code: "lesson_comment_not_found" },
    });
    expect((await t.ask("GET", `/lessons/${made.id}`)).body.comments).toEqual([]);
  },
};
