import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";

export const authority_tests: RouteTests = {
  "GET /authority": async ({ ask, test }) => {
    const { status, body } = await ask("GET", "/authority");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: "testdorp",
      name: "Testdorp",
      synthetic: false,
      store: test.store.kind,
      analysis_srid: 31370,
    });
    const [west, south, east, north] = body.bounds_wgs84;
    expect(west).toBeCloseTo(4.5827, 3);
    expect(south).toBeCloseTo(51.064, 3);
    expect(east).toBeGreaterThan(west);
    expect(north).toBeGreaterThan(south);
  },
};
