import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

export const preview_tests: RouteTests = {
  "POST /preview": async ({ ask, test }) => {
    const near_gas = await at_town(test, 165150, 195004.5);
    const { status, body } = await ask("POST", "/preview", {
      measure_type: "tree",
      geometry: { type: "Point", coordinates: near_gas },
    });
    expect(status).toBe(200);
    const gas = body.findings.find((finding: { a: { layer: string }; b: { layer: string } }) =>
      [finding.a.layer, finding.b.layer].includes("gas_low"),
    );
    expect(gas).toMatchObject({ verdict: "violated", kind: "conflict" });
    expect(gas.distance_m).toBeCloseTo(0.5 - 0.055, 2);
    // Nothing is stored by asking.
    const [row] = await test.store.sql<
      { n: number }[]
    >`select count(*) as n from finding where a_kind = 'measure' or b_kind = 'measure'`;
    expect(row!.n).toBe(0);
    const far = await ask("POST", "/preview", {
      measure_type: "tree",
      geometry: { type: "Point", coordinates: [5.2, 51.2] },
    });
    expect(far.body).toEqual({ findings: [] });
  },
};
