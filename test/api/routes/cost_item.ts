import { expect } from "vitest";
import { measure_types } from "../../../data/catalog/measures/index.ts";
import type { RouteTests } from "../route_tests.ts";

export const cost_item_tests: RouteTests = {
  "GET /cost_items": async ({ ask }) => {
    const { status, body } = await ask("GET", "/cost_items");
    expect(status).toBe(200);
    // Row CST08 of costs.csv, read by eye.
    expect(body.cost_items.find(({ id }: { id: string }) => id === "CST08")).toEqual({
      id: "CST08",
      item: { nl: "Wadi met drainage", en: "Swale with drainage", fr: "Noue avec drainage" },
      layer: "infiltration",
      unit: "m2",
      low: 70,
      high: 75,
      currency: "EUR",
      price_year: 2018,
      region: "NL",
      confidence: "medium",
      source_title: "Deltares public wiki - cost table of adaptation measures",
      source_url: "https://publicwiki.deltares.nl/x/b4FEEQ",
    });
    const known = new Set(body.cost_items.map(({ id }: { id: string }) => id));
    for (const { costs } of measure_types) for (const { item } of costs) expect(known).toContain(item);
  },
};
