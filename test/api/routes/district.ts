import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";

export const district_tests: RouteTests = {
  "GET /districts": async ({ ask }) => {
    const { status, body } = await ask("GET", "/districts");
    expect(status).toBe(200);
    expect(body.districts).toEqual([
      {
        id: "kern",
        name: "Kern",
        inhabitants: 100,
        dwellings: 45,
        bounds_wgs84: [
          expect.closeTo(4.5813, 3),
          expect.closeTo(51.064, 3),
          expect.closeTo(4.5854, 3),
          expect.closeTo(51.0658, 3),
        ],
      },
    ]);
  },
};
