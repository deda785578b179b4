import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import { people_of } from "../people.ts";
import { restricted_dataset } from "../restricted_dataset.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

// South of the houses, where no other test looks.
const inside = "LINESTRING(165020 194800,165060 194800)";
const across = "LINESTRING(165080 194800,165140 194800)";

async function area(t: TestApp, west: number, east: number) {
  const corners = [
    [west, 194790],
    [east, 194790],
    [east, 194810],
    [west, 194810],
    [west, 194790],
  ] as const;
  return {
    type: "Polygon",
    coordinates: [await Promise.all(corners.map(([x, y]) => at_town(t.test, x, y)))],
  };
}

/** How many lines of the dataset are seen, in the database and through the API. */
async function seen(t: TestApp, dataset_id: number, ask: TestApp["ask"]): Promise<number> {
  const rows = await t.test.store.sql<
    { id: number }[]
  >`select id from feature where dataset_id = ${dataset_id}`;
  const answers = await Promise.all(rows.map(({ id }) => ask("GET", `/features/gas_low/${id}`)));
  return answers.filter(({ status }) => status === 200).length;
}

export const grant_tests: RouteTests = {
  "GET /datasets/{id}/grants": async (t) => {
    const people = await people_of(t);
    const id = await restricted_dataset(t, { key: "listed", owner: "netbedrijf", lines: [inside] });
    const owner = await people.person("utility_partner", "netbedrijf");
    expect((await owner.ask("GET", `/datasets/${id}/grants`)).body).toEqual({ may_grant: true, grants: [] });
    const other = await people.person("utility_partner", "waterbedrijf");
    expect((await other.ask("GET", `/datasets/${id}/grants`)).status).toBe(404);
    await t.ask("DELETE", `/datasets/${id}`);
  },
  "POST /datasets/{id}/grants": async (t) => {
    const people = await people_of(t);
    const id = await restricted_dataset(t, { key: "granted", owner: "netbedrijf", lines: [inside, across] });
    const owner = await people.person("utility_partner", "netbedrijf");
    const planner = await people.person("planner");
    const grant = { organisation_id: "town", purpose: "Warmtenet Dorpsstraat", until: "2100-01-01" };
    expect(await seen(t, id, planner.ask)).toBe(0);
    // Whoever cannot see it does not learn that it is there.
    expect((await planner.ask("POST", `/datasets/${id}/grants`, grant)).status).toBe(404);
    expect(
      (await owner.ask("POST", `/datasets/${id}/grants`, { ...grant, organisation_id: "x" })).status,
    ).toBe(404);
    expect((await owner.ask("POST", `/datasets/${id}/grants`, { ...grant, until: "morgen" })).status).toBe(
      400,
    );
    // A district is an area by its id: itself, not the box around it.
    for (const [wrong, status, code] of [
      [{ district_id: "nergens" }, 404, "district_not_found"],
      [{ district_id: "kern", area: await area(t, 165000, 165100) }, 400, "invalid_request"],
    ] as const)
      expect(await owner.ask("POST", `/datasets/${id}/grants`, { ...grant, ...wrong })).toMatchObject({
        status,
        body: { code },
      });
    await owner.ask("POST", `/datasets/${id}/grants`, { ...grant, until: "2020-01-01", district_id: "kern" });
    const [same] = await t.test.store.sql<{ covers: boolean }[]>`
      select st_hausdorffdistance(g.area, d.geom) < 0.01 as covers from dataset_grant g, district d where g.dataset_id = ${id} and d.id = 'kern'`;
    expect(same).toEqual({ covers: true });
    // An area: what lies wholly in it, nothing that reaches out of it.
    const part = { ...grant, area: await area(t, 165000, 165100) };
    const made = await owner.ask("POST", `/datasets/${id}/grants`, part);
    expect(made).toMatchObject({ status: 201, body: { state: "in_force", organisation: "Testdorp" } });
    expect(await seen(t, id, planner.ask)).toBe(1);
    const over = { ...grant, until: "2020-01-01" };
    expect((await owner.ask("POST", `/datasets/${id}/grants`, over)).body.state).toBe("over");
    expect(await seen(t, id, planner.ask)).toBe(1);
    await owner.ask("POST", `/datasets/${id}/grants`, grant);
    expect(await seen(t, id, planner.ask)).toBe(2);
    // A planner who may see it may still not pass it on.
    expect(
      await planner.ask("POST", `/datasets/${id}/grants`, { ...grant, organisation_id: "waterbedrijf" }),
    ).toMatchObject({ status: 403, body: { code: "dataset_not_yours" } });
    expect((await planner.ask("DELETE", `/datasets/${id}`)).status).toBe(404);
    // The last day is over: gone at once, and purged by the job; the owner's log stays.
    await t.test.store.sql`update dataset set expires = current_date - 1 where id = ${id}`;
    expect(await seen(t, id, planner.ask)).toBe(0);
    expect(await seen(t, id, owner.ask)).toBe(0);
    const purged = await t.test.store.sql.begin(
      (sql) => sql<{ ids: number[] }[]>`select purge_expired()::float8[] as ids`,
    );
    expect(purged[0]!.ids).toEqual([id]);
    const [left] = await t.test.store.sql<{ features: number; history: number }[]>`
      select (select count(*) from feature where dataset_id = ${id}) as features,
        (select count(*) from change where word = 'dataset' and thing_id = ${String(id)} and coalesce(before, after) is not null) as history`;
    expect(left).toEqual({ features: 0, history: 0 });
    const log = (await owner.ask("GET", `/datasets/${id}/access_log`)).body;
    expect(log.looks.map((look: { organisation: string }) => look.organisation)).toContain("Testdorp");
  },
  "DELETE /datasets/{id}/grants/{gid}": async (t) => {
    const people = await people_of(t);
    const id = await restricted_dataset(t, { key: "withdrawn", owner: "netbedrijf", lines: [inside] });
    const owner = await people.person("utility_partner", "netbedrijf");
    const planner = await people.person("planner");
    const grant = { organisation_id: "town", purpose: "Proefsleuf", until: "2100-01-01" };
    const made = (await owner.ask("POST", `/datasets/${id}/grants`, grant)).body;
    expect(await seen(t, id, planner.ask)).toBe(1);
    expect((await planner.ask("DELETE", `/datasets/${id}/grants/${made.id}`)).status).toBe(404);
    expect((await owner.ask("DELETE", `/datasets/${id + 1}/grants/${made.id}`)).status).toBe(404);
    expect((await owner.ask("DELETE", `/datasets/${id}/grants/${made.id}`)).status).toBe(204);
    expect(await seen(t, id, planner.ask)).toBe(0);
    expect((await owner.ask("DELETE", `/datasets/${id}/grants/${made.id}`)).status).toBe(404);
    await t.ask("DELETE", `/datasets/${id}`);
  },
};
