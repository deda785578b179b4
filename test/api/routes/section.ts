import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";
import { at_town, town } from "../small_town.ts";

type Met = Record<string, unknown> & { layer: string; relation: string; from_m: number };
const of_layer = (objects: readonly Met[], layer: string) => objects.filter((one) => one.layer === layer);

export const section_tests: RouteTests = {
  "GET /streets/{id}/section": async ({ ask, test }) => {
    const { body, status } = await ask("GET", `/streets/${town.street_id}/section?at=90`);
    expect(status).toBe(200);
    // Facades at 8 m to either side, with 2.5 m of the houses; seen along the street from its western end.
    expect(body).toMatchObject({ street_id: town.street_id, at_m: 90, street_length_m: 200, hidden: [] });
    expect(body.length_m).toBeCloseTo(21, 6);
    expect(body.axis_m).toBeCloseTo(10.5, 6);
    const [left] = body.line.coordinates;
    const [lon, lat] = await at_town(test, 165090, 195010.5);
    expect(left[0]).toBeCloseTo(lon, 6);
    expect(left[1]).toBeCloseTo(lat, 6);
    const [gas] = of_layer(body.objects, "gas_low");
    expect(gas).toMatchObject({ relation: "crossing", top_m: 0.8, bottom_m: 0.91, position_assumed: false });
    expect(gas!.from_m).toBeCloseTo(6.5, 3);
    expect(gas!.width_m).toBeCloseTo(0.11, 3);
    expect(of_layer(body.objects, "water_main")[0]!.from_m).toBeCloseTo(6.7, 3);
    expect(of_layer(body.objects, "building").map((one) => [one.from_m, one.to_m])).toEqual([
      [0, 2.5],
      [18.5, 21],
    ]);
    // The main lies 0.07 m from the gas line for its whole length: the finding occurs here too.
    expect(body.findings).toContainEqual(
      expect.objectContaining({
        verdict: "violated",
        a: expect.objectContaining({ layer: expect.stringMatching(/gas_low|water_main/) }),
      }),
    );
    expect(body.clearances.map((one: { layer: string }) => one.layer)).toContain("gas_low");

    const middle = await ask("GET", `/streets/${town.street_id}/section`);
    expect(middle.body.at_m).toBe(100);
    // The tree of the middle is in it; past the end there is the end.
    expect(of_layer(middle.body.objects, "tree")).toMatchObject([
      { relation: "point", attributes: { name: 'Linde <b>&</b> "oud"' } },
    ]);
    expect((await ask("GET", `/streets/${town.street_id}/section?at=5000`)).body.at_m).toBe(200);
    const [near_lon, near_lat] = await at_town(test, 165030, 195003);
    const near = await ask("GET", `/streets/${town.street_id}/section?lon=${near_lon}&lat=${near_lat}`);
    expect(near.body.at_m).toBeCloseTo(30, 2);

    for (const [query, code] of [
      ["at=-1", "invalid_request"],
      ["at=ten", "invalid_request"],
      ["at=NaN", "invalid_request"],
      ["at=1e9", "invalid_request"],
      ["lon=4.5", "invalid_request"],
      ["lon=51.06&lat=4.58", "coordinates_swapped"],
      ["lon=4.58&lat=51.06&at=3", "invalid_request"],
      ["scenario=987654321", "scenario_not_found"],
    ] as const)
      expect(await ask("GET", `/streets/${town.street_id}/section?${query}`), query).toMatchObject({
        body: { code },
      });
    expect(await ask("GET", "/streets/nergens/section")).toMatchObject({
      status: 404,
      body: { code: "street_not_found" },
    });
  },

  "GET /streets/{id}/long_section": async ({ ask }) => {
    const { body, status } = await ask("GET", `/streets/${town.street_id}/long_section`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ at_m: null, length_m: 200, truncated: false });
    // Everything that runs within 6 m of the axis, from end to end.
    for (const layer of ["gas_low", "water_main", "sewer_combined"])
      expect(of_layer(body.objects, layer)).toMatchObject([{ relation: "along", from_m: 0, to_m: 200 }]);
    expect(await ask("GET", "/streets/nergens/long_section")).toMatchObject({ status: 404 });
    expect(await ask("GET", `/streets/${town.street_id}/long_section?scenario=987654321`)).toMatchObject({
      status: 404,
      body: { code: "scenario_not_found" },
    });
  },

  "GET /features/{layer}/{id}/long_section": async ({ ask }) => {
    const { body: page } = await ask("GET", `/streets/${town.street_id}/features?layer=gas_low`);
    const gas = page.features[0];
    const { body, status } = await ask("GET", `/features/gas_low/${gas.id}/long_section`);
    expect(status).toBe(200);
    expect(body.length_m).toBeCloseTo(200, 6);
    expect(of_layer(body.objects, "gas_low")).toMatchObject([
      { relation: "along", from_m: 0, to_m: 200, id: gas.id },
    ]);
    const { body: trees } = await ask("GET", `/streets/${town.street_id}/features?layer=tree`);
    for (const [path, code] of [
      [`/features/tree/${trees.features[0].id}/long_section`, "feature_not_found"],
      ["/features/gas_low/987654321/long_section", "feature_not_found"],
      ["/features/castle/1/long_section", "layer_not_found"],
    ] as const)
      expect(await ask("GET", path), path).toMatchObject({ status: 404, body: { code } });
  },

  "POST /sections": async ({ ask, test }) => {
    const line = {
      type: "LineString",
      coordinates: [await at_town(test, 165050, 194990), await at_town(test, 165070, 195010)],
    };
    const { body, status } = await ask("POST", "/sections", { line });
    expect(status).toBe(200);
    expect(body).toMatchObject({ street_id: null, scale_error_pct: null });
    const berlin = {
      type: "LineString",
      coordinates: [
        [13.43, 52.483],
        [13.4304, 52.4832],
      ],
    };
    expect((await ask("POST", "/sections", { line: berlin })).body.scale_error_pct).toBe(0.055);
    // From the south-west at 45 degrees: a pipe is the root of 2 times as wide.
    const [sewer] = of_layer(body.objects, "sewer_combined");
    expect(sewer!.angle_deg).toBeCloseTo(45, 1);
    expect(sewer!.width_m).toBeCloseTo(0.4 * Math.SQRT2, 2);
    expect(sewer!.from_m).toBeCloseTo(10 * Math.SQRT2, 1);
    const far = await at_town(test, 165050, 197500);
    for (const [bad, code] of [
      [{ line: { type: "Point", coordinates: line.coordinates[0] } }, "geometry_kind"],
      [{ line: { type: "LineString", coordinates: [line.coordinates[0], far] } }, "geometry_too_large"],
      [
        { line: { type: "LineString", coordinates: [line.coordinates[0], line.coordinates[0]] } },
        "geometry_empty",
      ],
      [{ line, scenario_id: 987654321 }, "scenario_not_found"],
      [{ line, colour: "red" }, "invalid_request"],
      [{}, "geometry_invalid"],
    ] as const)
      expect(await ask("POST", "/sections", bad), code).toMatchObject({ body: { code } });
  },

  "GET /below_ground": async ({ ask, test }) => {
    const [west, south] = await at_town(test, 165050, 194950);
    const [east, north] = await at_town(test, 165150, 195050);
    const { body, status } = await ask("GET", `/below_ground?bounds=${west},${south},${east},${north}`);
    expect(status).toBe(200);
    expect(body.truncated).toBe(false);
    // The thickest first; the trees and houses are not below ground.
    expect(body.lines.map((line: Met) => line.layer)).toEqual(["sewer_combined", "water_main", "gas_low"]);
    expect(body.lines[2]).toMatchObject({
      kind: "feature",
      top_m: 0.8,
      bottom_m: 0.91,
      diameter_m: 0.11,
      assumed: false,
    });
    // Gas and water lie too close to each other, 0.8 to 1.15 m down.
    expect(body.conflicts).toContainEqual(
      expect.objectContaining({ verdict: "violated", depth_m: expect.closeTo(0.855, 2) }),
    );
    for (const [query, code] of [
      ["bounds=1,2,3", "invalid_request"],
      [`bounds=${east},${south},${west},${north}`, "invalid_request"],
      ["bounds=4,51,5,52", "invalid_request"],
      ["bounds=51.06,4.58,51.07,4.59", "coordinates_swapped"],
      ["", "invalid_request"],
      [`bounds=${west},${south},${east},${north}&scenario=987654321`, "scenario_not_found"],
    ] as const)
      expect(await ask("GET", `/below_ground?${query}`), query).toMatchObject({ body: { code } });
  },
};
