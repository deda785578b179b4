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
      pact_version: "2.1",
    });
    const [west, south, east, north] = body.bounds_wgs84;
    expect(west).toBeCloseTo(4.5827, 3);
    expect(south).toBeCloseTo(51.064, 3);
    expect(east).toBeGreaterThan(west);
    expect(north).toBeGreaterThan(south);
  },
  "PUT /authority/pact": async ({ ask }) => {
    const asked = async () =>
      (await ask("GET", "/indicators")).body.indicators
        .flatMap((one: { targets: { id: string }[] }) => one.targets)
        .map((target: { id: string }) => target.id);
    expect(await asked()).toEqual(expect.arrayContaining(["W3_cp20", "W3_share21", "W2_coop_kw36"]));
    expect(await ask("PUT", "/authority/pact", { pact_version: "1.0" })).toMatchObject({ status: 200 });
    expect((await ask("GET", "/authority")).body.pact_version).toBe("1.0");
    const first = await asked();
    expect(first).toEqual(expect.arrayContaining(["W3_cp10", "W3_share10"]));
    expect(first).not.toContain("W3_cp20");
    await ask("PUT", "/authority/pact", { pact_version: "2.0" });
    const second = await asked();
    // A charge point equivalent came instead of a charge point; cars instead of access points only in 2.1.
    expect(second).toEqual(expect.arrayContaining(["W3_cp20", "W3_share10", "W2_reno_ff"]));
    expect(second).not.toContain("W3_cp10");
    expect(await ask("PUT", "/authority/pact", { pact_version: "3.0" })).toMatchObject({
      status: 400,
      body: { code: "invalid_request" },
    });
    await ask("PUT", "/authority/pact", { pact_version: "2.1" });
  },
};
