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
            else if (!visible && !name.startsWith("GET /findings"))
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
});
