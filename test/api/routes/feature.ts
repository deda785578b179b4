import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";
import { town } from "../small_town.ts";

export const feature_tests: RouteTests = {
  "GET /features/{layer}/{id}": async ({ ask, test }) => {
    const { body } = await ask("GET", `/streets/${town.street_id}/features?layer=gas_low`);
    const one = await ask("GET", `/features/gas_low/${body.features[0].id}`);
    expect(one.status).toBe(200);
    expect(one.body).toMatchObject({
      source_id: "g1",
      status: "in_use",
      depth_source: "measured",
      geometry: { type: "LineString" },
    });
    expect(await ask("GET", `/features/tree/${body.features[0].id}`)).toMatchObject({
      status: 404,
      body: { code: "feature_not_found" },
    });
    expect(await ask("GET", "/features/unicorn/1")).toMatchObject({
      status: 404,
      body: { code: "layer_not_found" },
    });
    // Expired data are nobody's to see.
    await test.store.sql`update dataset set expires = '2020-01-01'`;
    expect(await ask("GET", `/features/gas_low/${body.features[0].id}`)).toMatchObject({ status: 404 });
    await test.store.sql`update dataset set expires = null`;
  },
};
