import { expect } from "vitest";
import { layers } from "../../../data/catalog/index.ts";
import type { RouteTests } from "../route_tests.ts";

export const layer_tests: RouteTests = {
  "GET /layers": async ({ ask }) => {
    const { status, body } = await ask("GET", "/layers");
    expect(status).toBe(200);
    expect(body.layers.map((layer: { id: string }) => layer.id)).toEqual(layers.map((layer) => layer.id));
    const counts = Object.fromEntries(
      body.layers.map((layer: { id: string; feature_count: number }) => [layer.id, layer.feature_count]),
    );
    expect(counts).toMatchObject({ tree: 2, building: 2, gas_low: 1, electricity_hv: 0 });
  },
};
