import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";
import { at_town, town } from "../small_town.ts";

export const heat_network_tests: RouteTests = {
  "POST /heat_networks": async ({ ask, test }) => {
    const source = await at_town(test, 165000, 194950);
    const found = await ask("POST", "/heat_networks", { source, reach_m: 400, demand_kwh_m2: 100 });
    // Two houses of 200 m by 10 m, two storeys where no height is given: 4,000 m² and 400 MWh each; both join
    // Dorpsstraat in their middle, 100 m from its west end, where a side street comes up 50 m from the source.
    expect(found).toMatchObject({
      status: 200,
      body: { left_out: [], estimated_count: 2, demand_kwh_m2: 100, connections: [{}, {}] },
    });
    const { length_m, demand_mwh, density_mwh_m, stretches, connections_m } = found.body;
    expect(demand_mwh).toBeCloseTo(800, 6);
    expect(length_m).toBeCloseTo(150, 1);
    expect(density_mwh_m).toBeCloseTo(800 / 150, 2);
    // Facades stand 8 m from the centre line.
    expect(connections_m).toBeCloseTo(16, 1);
    expect(
      stretches.map((one: { street: unknown; demand_mwh: number; carried_mwh: number }) => [
        one.demand_mwh,
        one.carried_mwh,
      ]),
    ).toEqual([
      [0, 800],
      [800, 800],
    ]);
    expect(stretches[1]).toMatchObject({ street: { id: town.street_id }, building_count: 2 });
    expect(stretches[1].density_mwh_m).toBeCloseTo(8, 2);
    expect(stretches[0].carried_density_mwh_m).toBeCloseTo(800 / 150, 2);
    const [one] = found.body.connections;
    const single = await ask("POST", "/heat_networks", { source, building_ids: [one.building_id] });
    expect(single.body.connections).toHaveLength(1);
    for (const [bad, status, code] of [
      [{ source, least_mwh: 5000 }, 422, "heat_network_empty"],
      [
        { source: await at_town(test, 165100, 196000), building_ids: [one.building_id] },
        422,
        "corridor_off_street",
      ],
      [{ source: [source[1], source[0]] }, 422, "coordinates_swapped"],
      [{ source, reach_m: 1e6 }, 400, "invalid_request"],
      [{ source, building_ids: [] }, 400, "invalid_request"],
    ] as const)
      expect(await ask("POST", "/heat_networks", bad), code).toMatchObject({ status, body: { code } });
  },
};
