import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town, town } from "../small_town.ts";

/** A trench across Dorpsstraat: over the sewer, the water main and the gas pipe. */
export async function trench_input({ test }: Pick<TestApp, "test">) {
  return {
    name: "Sleuf Dorpsstraat",
    geometry: {
      type: "LineString",
      coordinates: [await at_town(test, town.x + 5, town.y - 7), await at_town(test, town.x + 5, town.y + 7)],
    },
    trench_width_m: 0.8,
    dig_depth_m: 1.2,
  };
}
const ask_trench = async (t: TestApp, more: object = {}) =>
  t.ask("POST", "/overlap_checks", { ...(await trench_input(t)), ...more });
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

export const overlap_check_tests: RouteTests = {
  "POST /overlap_checks": async (t) => {
    const made = await ask_trench(t);
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: "Sleuf Dorpsstraat",
        trench_width_m: 0.8,
        dig: { violated: 2 },
        owners: [{ owner: "Testdorp" }],
        scenario_id: null,
      },
    });
    expect(made.body.zone_area_m2).toBeCloseTo(0.8 * 14, 1);
    const layers = new Map(
      made.body.owners[0].layers.map((row: { layer: string }) => [row.layer, row]),
    ) as Map<string, Record<string, unknown>>;
    // Both measured at 0.8 and 1 m ± 0.1; the sewer lies at 2 m.
    expect(layers.get("gas_low")).toMatchObject({ inside: 1, dig: { violated: 1 }, top_min_m: 0.8 });
    expect(layers.get("gas_low")!.length_m).toBeCloseTo(0.8, 2);
    expect(layers.get("sewer_combined")).toMatchObject({ inside: 1, dig: { violated: 0, possible: 0 } });
    const laid = await ask_trench(t, { measure_type: "heat_line", parameters: { cover_m: 0.9 } });
    expect(laid.body.conflicts.violated).toBeGreaterThan(made.body.conflicts.violated);

    const { geometry } = await trench_input(t);
    const [lon, lat] = geometry.coordinates[0]!;
    const far = {
      ...geometry,
      coordinates: [
        [lon, lat],
        [lon + 0.4, lat],
      ],
    };
    for (const [bad, status, code] of [
      [{ geometry: undefined }, 400, "invalid_request"],
      [{ trench_width_m: null }, 400, "invalid_request"],
      [{ dig_depth_m: null }, 400, "invalid_request"],
      [{ trench_width_m: -1 }, 400, "invalid_request"],
      [{ scenario_id: 1 }, 400, "invalid_request"],
      [{ geometry: { type: "Point", coordinates: [lon, lat] } }, 422, "geometry_kind"],
      [{ measure_type: "tree" }, 422, "geometry_kind"],
      [{ measure_type: "heat_line", parameters: { cover_m: 99 } }, 422, "parameter_invalid"],
      [{ geometry: far, trench_width_m: 50 }, 422, "geometry_too_large"],
      [{ name: "<b>" }, 422, "name_not_plain"],
    ] as const)
      expect(await ask_trench(t, bad), JSON.stringify(bad)).toMatchObject({ status, body: { code } });
    expect((await t.ask("POST", "/overlap_checks", { scenario_id: 999_999 })).body.code).toBe(
      "scenario_not_found",
    );
  },

  "GET /overlap_checks": async (t) => {
    const { body: made } = await ask_trench(t, { name: "de nieuwste" });
    const { body } = await t.ask("GET", "/overlap_checks");
    expect(body.overlap_checks[0]).toMatchObject({
      id: made.id,
      name: "de nieuwste",
      geometry: made.geometry,
    });
  },

  "GET /overlap_checks/{id}": async (t) => {
    const { body: made } = await ask_trench(t);
    expect((await t.ask("GET", `/overlap_checks/${made.id}`)).body).toEqual(made);
    expect(await t.ask("GET", "/overlap_checks/999999")).toMatchObject({
      status: 404,
      body: { code: "overlap_check_not_found" },
    });
  },

  "DELETE /overlap_checks/{id}": async (t) => {
    const { body: made } = await ask_trench(t);
    expect((await t.ask("DELETE", `/overlap_checks/${made.id}`)).status).toBe(204);
    expect((await t.ask("DELETE", `/overlap_checks/${made.id}`)).status).toBe(404);
  },

  "GET /overlap_checks/{id}/export": async (t) => {
    const { body: made } = await ask_trench(t);
    const get = (query: string) => t.ask("GET", `/overlap_checks/${made.id}/export?${query}`);
    const csv = await get("format=csv");
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.headers.get("content-disposition")).toContain(`overlap_check_${made.id}.csv`);
    expect(text(csv.body).trimEnd().split("\r\n")).toHaveLength(1 + made.objects_total);
    const geojson = (await get("format=geojson")).body as { features: { properties: { part: string } }[] };
    expect(geojson.features.filter(({ properties }) => properties.part === "objects")).toHaveLength(
      made.objects_total,
    );
    expect(text((await get("format=pdf&language=fr")).body).slice(0, 5)).toBe("%PDF-");
    for (const bad of ["format=shp", "format=pdf&language=de", ""])
      expect((await get(bad)).body.code, bad).toBe("invalid_request");
    expect((await t.ask("GET", "/overlap_checks/999999/export?format=csv")).status).toBe(404);
  },
};
