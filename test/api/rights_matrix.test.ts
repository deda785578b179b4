import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { create_app } from "../../api/app.ts";
import { route_rights } from "../../api/route_rights.ts";
import { store_kinds } from "../store/test_store.ts";
import { described_routes } from "./described_routes.ts";
import { type Answer, open_test_app, type TestApp } from "./open_test_app.ts";
import { type MatrixEntry, matrix } from "./rights_matrix.ts";
import { type Caller, callers, type Kind, kinds, type RightsTown, rights_town, sees } from "./rights_town.ts";

const routes = described_routes(create_app({ dist_dir: null } as Parameters<typeof create_app>[0]));

// The foreign line lies too far from the planned one for a finding.
const about_heat = /^POST \/preview|^GET \/scenarios\/\{id\}\/findings/;

const letter: Readonly<Record<Caller, string>> = {
  administrator: "a",
  planner: "p",
  utility_partner: "u",
  official: "o",
  resident: "r",
  visitor: "v",
  token: "p",
};
const allowed = (entry: MatrixEntry, caller: Caller): boolean =>
  entry.who.includes(letter[caller]) && (caller !== "token" || entry.scope === "r");

describe("the rights matrix", () => {
  it("has a line for every route that there is, and so have the rights themselves", () => {
    const names = routes.map(({ name }) => name).sort();
    expect(Object.keys(matrix).sort()).toEqual(names);
    expect(Object.keys(route_rights).sort()).toEqual(names);
  });
});

/** Everything in an answer that a text can be searched for. */
function text_of({ body }: Answer): string {
  return body instanceof Uint8Array ? new TextDecoder("latin1").decode(body) : JSON.stringify(body);
}

describe.each(store_kinds)("rights on %s", (store_kind) => {
  let t: TestApp;
  let town: RightsTown;
  beforeAll(async () => {
    t = await open_test_app(store_kind);
    town = await rights_town(t);
  });
  afterAll(() => t.close());

  /** Names of a kind's dataset and object that an answer may hold only for whoever sees it. */
  const named = (text: string, kind: Kind): boolean =>
    ["label", "dataset", "material"].some((word) => text.includes(`${word}_${kind}`)) ||
    text.includes(`"id":${town.of[kind].feature_id},`) ||
    text.includes(`"dataset_id":${town.of[kind].dataset_id},`);
  const manages = (caller: Caller): boolean => !["resident", "visitor"].includes(caller);

  function check_refusal({ status, body }: Answer, caller: Caller, why: string): void {
    expect(status, why).toBe(caller === "visitor" ? 401 : 403);
    expect(body.code, why).toMatch(/^(sign_in_required|role_not_allowed|token_scope|not_without_session)$/);
  }

  for (const { name, method, path } of routes) {
    const entry = matrix[name];
    if (!entry) continue;
    it(name, async () => {
      for (const caller of callers) {
        const may = allowed(entry, caller);
        const why = `${caller}: ${name}`;
        if (entry.about) {
          for (const kind of kinds) {
            const [at, body] = entry.about(town.of[kind], town, kind);
            const of_owner = entry.owner_sees_expired && kind === "expired" && manages(caller);
            const visible = sees[caller].includes(kind) || of_owner === true;
            // Deleting what is one's own, or anything as administrator, is tested elsewhere.
            if (entry.refused_only && may && (visible || kind === "expired")) continue;
            const answer = await town.ask[caller](method, at, body);
            if (!may) check_refusal(answer, caller, why);
            else if (!visible)
              expect(answer.status, `${why} ${kind}`).toBe(name.endsWith("trial_pits") ? answer.status : 404);
            else if (entry.shows && visible && !of_owner) {
              expect(answer.status, `${why} ${kind}`).toBe(200);
              expect(named(text_of(answer), kind), `${why} ${kind} in the answer`).toBe(true);
            }
            for (const other of kinds)
              if (
                !sees[caller].includes(other) &&
                !(other === "expired" && manages(caller) && entry.owner_sees_expired)
              )
                expect(named(text_of(answer), other), `${why} ${kind}: ${other} in the answer`).toBe(false);
          }
        } else if (entry.at_place) {
          const [at, body] = entry.at_place(town);
          const answer = await town.ask[caller](method, at, body);
          if (!may) {
            check_refusal(answer, caller, why);
            continue;
          }
          expect(answer.status, `${why} ${text_of(answer).slice(0, 300)}`).toBe(200);
          const text = text_of(answer);
          for (const kind of kinds) {
            const visible = sees[caller].includes(kind);
            if (!visible && !(name === "GET /datasets" && kind === "expired" && manages(caller)))
              expect(named(text, kind), `${why}: ${kind} in the answer`).toBe(false);
            if (visible && entry.shows && !(kind === "foreign" && about_heat.test(name)))
              expect(named(text, kind), `${why}: ${kind} missing`).toBe(true);
          }
        } else {
          if (entry.refused_only && may) continue;
          const at = path.replaceAll(/\{layer\}/g, "gas_low").replaceAll(/\{\w+\}/g, "987654");
          const answer = await town.ask[caller](
            method,
            at,
            ["POST", "PUT"].includes(method) ? {} : undefined,
          );
          if (may) expect([401, 403], `${why} ${answer.status}`).not.toContain(answer.status);
          else check_refusal(answer, caller, why);
          expect(answer.status, why).toBeLessThan(500);
        }
      }
      expect(t.logged).toEqual([]);
    });
  }

  it("lets people change what they wrote themselves, and planners all of it", async () => {
    const { official, utility_partner, planner } = town.ask;
    const text = { kind: "lesson", theme: "permit", what: "Vroeg vragen" };
    const lesson = await official("POST", "/lessons", { about: "street", about_id: "dorpsstraat", ...text });
    expect(lesson.status).toBe(201);
    const at = `/lessons/${lesson.body.id}`;
    const said = await official("POST", `${at}/comments`, { body: "Echt." });
    const comment = `${at}/comments/${said.body.comments[0].id}`;
    const version = { "if-match": lesson.headers.get("etag")! };
    for (const answer of [
      await utility_partner("PUT", at, text, version),
      await utility_partner("DELETE", at, undefined, version),
      await utility_partner("DELETE", comment),
    ])
      expect(answer).toMatchObject({ status: 403, body: { code: "lesson_not_yours" } });
    expect((await utility_partner("PUT", at, text, { "if-match": '"9"' })).body.code).toBe("version_stale");
    expect((await utility_partner("POST", `${at}/comments`, { body: "Ook." })).status).toBe(201);
    expect((await official("PUT", at, text, version)).status).toBe(200);
    expect((await planner("DELETE", comment)).status).toBe(204);
    expect((await planner("DELETE", at, undefined, { "if-match": '"2"' })).status).toBe(204);
  });

  it("lets a partner answer findings with what its organisation delivered, no others", async () => {
    const { utility_partner, planner } = town.ask;
    const decision = { state: "in_discussion", reason: "Samen te bekijken" };
    const none_yet = { "if-match": '"0"' };
    // Of what is hidden it is not even known that there is something to answer.
    const foreign = `/findings/${town.of.foreign.finding_id}`;
    for (const ask of [utility_partner, planner])
      for (const answer of [
        await ask("PUT", `${foreign}/decision`, decision, none_yet),
        await ask("POST", `${foreign}/messages`, { text: "Mag dit?" }),
      ])
        expect(answer).toMatchObject({ status: 404, body: { code: "finding_not_found" } });
    const of_others = `/findings/${town.of.public.finding_id}`;
    const own = `/findings/${town.of.own.finding_id}`;
    for (const answer of [
      await utility_partner("PUT", `${of_others}/decision`, decision, none_yet),
      await utility_partner("POST", `${of_others}/messages`, { text: "Mag dit?" }),
    ])
      expect(answer).toMatchObject({ status: 403, body: { code: "finding_not_yours" } });
    expect((await utility_partner("PUT", `${own}/decision`, decision, none_yet)).status).toBe(200);
    expect((await utility_partner("POST", `${own}/messages`, { text: "Dat mag." })).status).toBe(201);
    expect((await planner("POST", `${of_others}/messages`, { text: "Geheim." })).status).toBe(201);
    expect((await utility_partner("GET", `${of_others}/talk`)).body).toMatchObject({ messages: [] });
  });
});
