import { expect } from "vitest";
import { people_of } from "../people.ts";
import { restricted_dataset } from "../restricted_dataset.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town, tile_of } from "../small_town.ts";

export const access_log_tests: RouteTests = {
  "GET /datasets/{id}/access_log": async (t) => {
    const people = await people_of(t);
    const lines = ["LINESTRING(165020 194700,165060 194700)"];
    const id = await restricted_dataset(t, { key: "looked_at", owner: "netbedrijf", lines });
    const owner = await people.person("utility_partner", "netbedrijf");
    const planner = await people.person("planner");
    const [feature] = await t.test.store.sql<
      { id: number }[]
    >`select id from feature where dataset_id = ${id}`;
    const look = () => planner.ask("GET", `/features/gas_low/${feature!.id}`);
    const { z, x, y } = tile_of(await at_town(t.test, 165040, 194700), 17);
    const log = async () => (await owner.ask("GET", `/datasets/${id}/access_log`)).body;
    // Not seen, not logged; and the owner's own looks are his own business.
    expect((await look()).status).toBe(404);
    expect((await owner.ask("GET", `/features/gas_low/${feature!.id}`)).status).toBe(200);
    expect((await log()).total).toBe(0);
    const grant = { organisation_id: "town", purpose: "Kijken", until: "2100-01-01" };
    await owner.ask("POST", `/datasets/${id}/grants`, grant);
    await look();
    await look();
    await planner.ask("GET", `/tiles/below/${z}/${x}/${y}`);
    const far = tile_of(await at_town(t.test, 175040, 194700), 17);
    await planner.ask("GET", `/tiles/below/${far.z}/${far.x}/${far.y}`);
    const { looks, total } = await log();
    expect(total).toBe(2);
    expect(looks).toContainEqual(
      expect.objectContaining({
        organisation: "Testdorp",
        viewer_name: "planner of town",
        route: "GET /features/{layer}/{id}",
        looks: 2,
      }),
    );
    expect(looks).toContainEqual(
      expect.objectContaining({ route: "GET /tiles/{group}/{z}/{x}/{y}", looks: 1 }),
    );
    // Nobody else reads it, and nobody alters it.
    expect((await planner.ask("GET", `/datasets/${id}/access_log`)).body.total).toBe(0);
    await expect(t.test.store.as_viewer(t.test.viewer, (sql) => sql`delete from access_log`)).rejects.toThrow(
      /permission denied/,
    );
    await t.ask("DELETE", `/datasets/${id}`);
  },
};
