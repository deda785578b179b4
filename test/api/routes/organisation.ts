import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";

export const organisation_tests: RouteTests = {
  "GET /organisations": async ({ ask }) => {
    const { body } = await ask("GET", "/organisations");
    expect(body.organisations).toContainEqual({ id: "town", name: "Testdorp", datasets: 1 });
  },
  "POST /organisations": async ({ ask }) => {
    const asked = { id: "telecom", name: "Telecom" };
    expect(await ask("POST", "/organisations", asked)).toMatchObject({ status: 201, body: asked });
    expect(await ask("POST", "/organisations", asked)).toMatchObject({
      status: 409,
      body: { code: "organisation_taken" },
    });
    expect((await ask("POST", "/organisations", { id: "Tele com", name: "x" })).status).toBe(400);
  },
};
