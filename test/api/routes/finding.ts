import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";
import { town } from "../small_town.ts";

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
};
