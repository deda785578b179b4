import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";
import { at_town, town } from "../small_town.ts";

export const room_tests: RouteTests = {
  "POST /room": async ({ ask, test }) => {
    const tree = { measure_type: "tree", street_id: town.street_id };
    const small = { ...tree, parameters: { species_class: "small", root_barrier: true } };
    const room = await ask("POST", "/room", small);
    expect(room).toMatchObject({ status: 200, body: { band: { type: "MultiPolygon" }, hidden_layers: [] } });
    // 200 m of street, 16 m wide; the gas line alone takes 2.3 m on either side of itself.
    expect(room.body.area_m2).toBeGreaterThan(500);
    const gas = room.body.blocked_by.find((one: { layer: string }) => one.layer === "gas_low");
    expect(gas.area_m2).toBeGreaterThan(850);
    const areas = room.body.blocked_by.map((one: { area_m2: number }) => one.area_m2);
    expect(areas).toEqual([...areas].sort((x, y) => y - x));
    // A larger tree has less room, and stricter ears hear more.
    const large = await ask("POST", "/room", { ...tree, parameters: { species_class: "large" } });
    expect(large.body.area_m2).toBeLessThan(room.body.area_m2);
    const blocking = await ask("POST", "/room", { ...small, severities: ["block"] });
    expect(blocking.body.area_m2).toBeGreaterThan(room.body.area_m2);
    expect(await ask("POST", "/room", { ...tree, measure_type: "charge_point" })).toMatchObject({
      status: 200,
    });

    // A planned main takes room as well, but not from itself.
    const { body: scenario } = await ask("POST", "/scenarios", { name: "Plaats" });
    const line = [await at_town(test, 165000, 194995), await at_town(test, 165200, 194995)];
    const { body: heat } = await ask("POST", `/scenarios/${scenario.id}/measures`, {
      measure_type: "heat_line",
      geometry: { type: "LineString", coordinates: line },
    });
    const planned = { ...small, scenario_id: scenario.id };
    expect((await ask("POST", "/room", planned)).body.area_m2).toBeLessThan(room.body.area_m2 - 300);
    const without = await ask("POST", "/room", { ...planned, measure_id: heat.id });
    expect(without.body).toEqual(room.body);

    for (const [bad, status, code] of [
      [{ ...tree, street_id: "nergens" }, 404, "street_not_found"],
      [{ ...tree, measure_type: "heat_line" }, 422, "geometry_kind"],
      [{ ...tree, measure_type: "castle" }, 422, "measure_type_unknown"],
      [{ ...tree, parameters: { root_radius_m: 1e9 } }, 422, "parameter_invalid"],
      [{ ...tree, scenario_id: 987654321 }, 404, "scenario_not_found"],
      [{ ...planned, measure_id: 987654321 }, 404, "measure_not_found"],
      [{ ...tree, severities: [] }, 400, "invalid_request"],
    ] as const)
      expect(await ask("POST", "/room", bad), code).toMatchObject({ status, body: { code } });
  },
};
