import { expect } from "vitest";
import { people_of } from "../people.ts";
import type { RouteTests } from "../route_tests.ts";

export const api_token_tests: RouteTests = {
  "GET /api_tokens": async (t) => {
    const people = await people_of(t);
    const planner = await people.person("planner");
    const { body: made } = await planner.ask("POST", "/api_tokens", {
      name: "lijst",
      scope: "read",
      days: 1,
    });
    const { body } = await planner.ask("GET", "/api_tokens");
    expect(body.api_tokens[0]).toMatchObject({
      id: made.id,
      name: "lijst",
      scope: "read",
      last_used_at: null,
    });
    expect(JSON.stringify(body)).not.toContain(made.token);
    const other = await people.person("official");
    expect((await other.ask("GET", "/api_tokens")).body.api_tokens).toEqual([]);
  },
  "POST /api_tokens": async (t) => {
    const people = await people_of(t);
    const planner = await people.person("planner");
    const program = people.stranger();
    const with_scope = async (scope: string) => {
      const { body } = await planner.ask("POST", "/api_tokens", { name: scope, scope, days: 1 });
      return { authorization: `Bearer ${body.token}` };
    };
    const reader = await with_scope("read");
    const writer = await with_scope("write");
    const scenario = { name: "Van een programma" };
    expect((await program.ask("GET", "/session", undefined, reader)).status).toBe(403);
    expect((await program.ask("GET", "/scenarios", undefined, reader)).status).toBe(200);
    expect(await program.ask("POST", "/scenarios", scenario, reader)).toMatchObject({
      status: 403,
      body: { code: "token_scope" },
    });
    const made = await program.ask("POST", "/scenarios", scenario, writer);
    expect(made.status).toBe(201);
    await t.test.store.sql`delete from scenario where id = ${made.body.id}`;
    // A token makes no other tokens and no accounts, whatever its scope.
    expect(
      await program.ask("POST", "/api_tokens", { name: "x", scope: "write", days: 1 }, writer),
    ).toMatchObject({
      status: 403,
      body: { code: "not_without_session" },
    });
    // A token that is no good is never a visitor.
    expect(
      await program.ask("GET", "/layers", undefined, { authorization: "Bearer straatlagen_x" }),
    ).toMatchObject({
      status: 401,
      body: { code: "token_not_valid" },
    });
    await t.test.store.sql`update api_token set expires = now() - interval '1 second' where name = 'read'`;
    expect((await program.ask("GET", "/layers", undefined, reader)).status).toBe(401);
    expect((await planner.ask("POST", "/api_tokens", { name: "x", scope: "all", days: 1 })).status).toBe(400);
    expect((await planner.ask("POST", "/api_tokens", { name: "x", scope: "read", days: 9999 })).status).toBe(
      400,
    );
  },
  "DELETE /api_tokens/{id}": async (t) => {
    const people = await people_of(t);
    const planner = await people.person("planner");
    const { body } = await planner.ask("POST", "/api_tokens", { name: "weg", scope: "read", days: 1 });
    const headers = { authorization: `Bearer ${body.token}` };
    const program = people.stranger();
    expect((await program.ask("GET", "/layers", undefined, headers)).status).toBe(200);
    const other = await people.person("official");
    expect((await other.ask("DELETE", `/api_tokens/${body.id}`)).status).toBe(404);
    expect((await planner.ask("DELETE", `/api_tokens/${body.id}`)).status).toBe(204);
    expect((await program.ask("GET", "/layers", undefined, headers)).status).toBe(401);
  },
};
