import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import { add_random_plans } from "../random_plans.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town, town } from "../small_town.ts";

async function zone(t: TestApp, [w, s, e, n]: readonly [number, number, number, number]) {
  const corners = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ] as const;
  const coordinates = [await Promise.all(corners.map(([x, y]) => at_town(t.test, 165000 + x, 195000 + y)))];
  return { measure_type: "planned_works_zone", geometry: { type: "Polygon", coordinates } };
}

/**
 * A sewer of 100 m whose site is 4 m wide, and within its blocking period a water main beside it: 3 m wide,
 * of which 1 m lies on the sewer's site.
 */
async function two_zones(t: TestApp, name: string) {
  const path = `/scenarios/${(await t.ask("POST", "/scenarios", { name })).body.id}`;
  const sewer = await t.ask("POST", `${path}/measures`, {
    ...(await zone(t, [20, -4, 120, 0])),
    name: "Riool",
    parameters: { lays: "sewer_combined", blocking_years: "5", duration_days: 100 },
    period: { from: "2091-03-01", to: "2091-07-31" },
  });
  const phase = await t.ask("POST", `${path}/phases`, { name: "Later", year_from: 2092, year_to: 2093 });
  const water = await t.ask("POST", `${path}/measures`, {
    ...(await zone(t, [20, -1, 120, 2])),
    parameters: { lays: "water_main", duration_days: 50 },
    phase_id: phase.body.id,
  });
  expect([sewer.status, phase.status, water.status]).toEqual([201, 201, 201]);
  return { path, sewer: sewer.body.id as number, water: water.body.id as number, phase: phase.body.id };
}

/** A package that somebody else found, with works that this viewer may not see: no amounts, and it cannot be agreed. */
async function hidden_works_stay_hidden(t: TestApp) {
  const { path } = await two_zones(t, "Met geheime werken");
  const scenario_id = Number(path.split("/").at(-1));
  const plans = await add_random_plans(t, scenario_id, 9);
  const usual = t.deps.viewer;
  t.deps.viewer = () => ({ ...t.test.viewer, role: "planner" });
  const { packages } = (await t.ask("GET", `${path}/packages`)).body;
  const partly = packages.filter((one: { together: unknown }) => one.together === null);
  expect(partly).toHaveLength(packages.length - plans.shown);
  for (const { id, state, members, parties, alone } of partly) {
    expect({ parties, alone }).toEqual({ parties: [], alone: null });
    const hidden = members.filter((one: { id: number | null }) => one.id === null);
    const nothing = { name: "", what: "", lays: null, depth_m: null, weeks: null, order: null };
    expect(hidden).toMatchObject([nothing]);
    if (state === "accepted") continue;
    const refused = await t.ask("PUT", `${path}/packages/${id}`, { state: "accepted" });
    expect(refused).toMatchObject({ status: 409, body: { code: "package_outdated" } });
    for (const secret of plans.secret_ids) expect(refused.body.detail).not.toContain(` ${secret} `);
  }
  t.deps.viewer = usual;
  await plans.remove();
}

/** What somebody wants otherwise is worked out at once, and can be agreed as it then is. */
async function change_and_accept(
  t: TestApp,
  of: { path: string; address: string; sewer: number; water: number; was: { together: object } },
) {
  const third = await t.ask("POST", `${of.path}/measures`, {
    ...(await zone(t, [20, -3, 70, -1])),
    parameters: { lays: "telecom", duration_days: 10 },
    period: { from: "2092-03-01", to: "2092-03-31" },
  });
  const member = (id: number) => ({ kind: "measure", id });
  const both = [member(of.sewer), member(of.water)];
  const ask = (change: object, state = "proposed") => t.ask("PUT", of.address, { state, change });
  const later = await ask({ members: both, start: "2092-03" });
  expect(later).toMatchObject({ status: 200, body: { from: "2092-03-01", state: "proposed" } });
  // The same two cost the same whenever; the third has that month.
  expect(later.body.together).toEqual(of.was.together);
  expect(later.body.changed.clashes).toMatchObject([{ id: third.body.id }]);
  // A year after March 2091, which is as far as it can go; in 2110 it is 18 years less two months too far.
  expect(later.body.members[0]).toMatchObject({ id: of.sewer, moved_months: 12, outside_months: 0 });
  const far = await ask({ members: both, start: "2110-01" });
  expect(far.body.members[0]).toMatchObject({ moved_months: 226, outside_months: 214 });
  const three = await ask({ members: [...both, member(third.body.id)], start: "2092-03" });
  expect(three.body.members.map(({ id }: { id: number }) => id)).toEqual([of.sewer, of.water, third.body.id]);
  expect(three.body.changed.clashes).toEqual([]);
  // 100 m² of the third lie on the sewer's site, so nothing more is paved.
  expect(three.body.together.paving_m2).toBeCloseTo(600, -1);
  expect(three.body.alone.paving_m2).toBeCloseTo(800, -1);
  for (const [change, status] of [
    [{ members: both.slice(1), start: "2092-03" }, 400],
    [{ members: both, start: "2092-13" }, 400],
    [{ members: both }, 400],
    [{ members: [both[0], both[0]], start: "2092-03" }, 422],
    [{ members: [...both, member(999_999)], start: "2092-03" }, 422],
  ] as const)
    expect((await ask(change)).status, JSON.stringify(change)).toBe(status);
  const agreed = await ask({ members: both, start: "2092-03" }, "accepted");
  expect(agreed.body).toMatchObject({ state: "accepted", changed: { clashes: [{ id: third.body.id }] } });
  const { period } = (await t.ask("GET", `${of.path}/measures/${of.sewer}`)).body;
  expect(period.from).toBe("2092-03-01");
  // Changed again: taken back first.
  const again = await ask({ members: both, start: "2092-02" });
  expect(again.body).toMatchObject({ state: "proposed", from: "2092-02-01" });
  expect((await t.ask("GET", `${of.path}/measures/${of.sewer}`)).body.period.from).toBe("2091-03-01");
}

export const package_tests: RouteTests = {
  "GET /openings": async (t) => {
    const { path } = await two_zones(t, "Straten die opengaan");
    const { status, body } = await t.ask("GET", `/openings?scenario=${path.split("/").at(-1)}`);
    expect(status).toBe(200);
    expect(body.streets).toEqual([
      {
        id: town.street_id,
        name: "Dorpsstraat",
        opening_count: 2,
        meet_count: 0,
        blocked_count: 1,
        shared_trench_count: 1,
      },
    ]);
    expect((await t.ask("GET", "/openings")).body.streets).toEqual([]);
    expect(await t.ask("GET", "/openings?scenario=999999")).toMatchObject({
      status: 404,
      body: { code: "scenario_not_found" },
    });
  },
  "GET /streets/{id}/openings": async (t) => {
    const { path, sewer, water } = await two_zones(t, "Tijdlijn");
    const address = `/streets/${town.street_id}/openings?scenario=${path.split("/").at(-1)}`;
    const { status, body } = await t.ask("GET", address);
    expect(status).toBe(200);
    expect(body.street).toMatchObject({ id: town.street_id, name: "Dorpsstraat" });
    expect(body.openings).toMatchObject([
      {
        id: sewer,
        from: "2091-03-01",
        to: "2091-07-31",
        blocked_until: "2096-07-31",
        weeks: 20,
        name: "Riool",
      },
      { id: water, from: "2092-01-01", to: "2093-12-31", blocked_until: null, weeks: 10, lays: "water_main" },
    ]);
    expect(body.openings[0].from_m).toBeCloseTo(20, 1);
    expect(body.openings[0].to_m).toBeCloseTo(120, 1);
    expect(body.meetings).toMatchObject([
      { a: `measure:${sewer}`, b: `measure:${water}`, time: "blocked", joinable: true },
    ]);
    expect(body.meetings[0].shared_m).toBeCloseTo(100, 1);
    expect(body.hidden_owners).toEqual([]);
    expect(await t.ask("GET", "/streets/nergens/openings")).toMatchObject({
      status: 404,
      body: { code: "street_not_found" },
    });
  },
  "GET /scenarios/{id}/parties": async (t) => {
    const { path } = await two_zones(t, "Partijen");
    const { body } = await t.ask("GET", `${path}/parties`);
    // Whoever delivered the sewer and the main of the small town.
    expect(body.parties).toEqual([
      { name: "Testdorp", earlier_months: 6, later_months: 12, budgets: {}, opening_count: 2, usual: true },
    ]);
    expect(await t.ask("GET", "/scenarios/999999/parties")).toMatchObject({ status: 404 });
  },
  "PUT /scenarios/{id}/parties": async (t) => {
    const { path } = await two_zones(t, "Grenzen");
    const mine = { name: "Testdorp", earlier_months: 0, later_months: 3, budgets: { "2091": 5000 } };
    const other = { name: "Netbedrijf", earlier_months: 1, later_months: 2, budgets: {} };
    const { status, body } = await t.ask("PUT", `${path}/parties`, { parties: [mine, other] });
    expect(status).toBe(200);
    expect(body.parties).toEqual([
      { ...other, opening_count: 0, usual: false },
      { ...mine, opening_count: 2, usual: false },
    ]);
    // Three months do not bring the water main to the sewer, and what digging costs is over the budget.
    const found = (await t.ask("POST", `${path}/packages`, {})).body;
    expect(found.packages).toEqual([]);
    expect(found.plan.over_budget).toMatchObject([{ party: "Testdorp", year: 2091 }]);
    for (const [bad, status] of [
      [{ parties: [mine, mine] }, 400],
      [{ parties: [{ ...mine, later_months: -1 }] }, 400],
      [{ parties: [{ ...mine, budgets: { soon: 1 } }] }, 400],
      [{}, 400],
    ] as const)
      expect((await t.ask("PUT", `${path}/parties`, bad)).status).toBe(status);
    expect((await t.ask("PUT", "/scenarios/999999/parties", { parties: [] })).status).toBe(404);
  },
  "POST /scenarios/{id}/packages": async (t) => {
    const { path, sewer, water } = await two_zones(t, "Pakketten");
    const { status, body } = await t.ask("POST", `${path}/packages`, { time_limit_s: 5 });
    expect(status).toBe(200);
    expect(body.plan).toMatchObject({
      optimal: true,
      gap_pct: 0,
      opening_count: 2,
      clashes_alone: 1,
      clashes: [],
    });
    expect(body.packages).toHaveLength(1);
    const [one] = body.packages;
    // Worked out by hand. Sewer: 37 % of 400 €/m over 100 m, 400 m² of paving; water: 37 % of 146 €/m, 300 m².
    expect(one.alone.trench_eur.mid).toBeCloseTo(14_800 + 5_402, -2);
    expect(one.alone.paving_m2).toBeCloseTo(700, -1);
    // In one trench the cheaper half the price; 1 m of width is paved once; 150 €/m².
    expect(one.together.trench_eur.mid).toBeCloseTo(14_800 + 2_701, -2);
    expect(one.together.paving_m2).toBeCloseTo(600, -1);
    expect(one.together.paving_eur.mid).toBeCloseTo(90_000, -3);
    // 20 and 10 weeks; set up once and 100 m² less to pave: a week and half a week.
    expect(one.together.weeks).toBeCloseTo(28.5, 1);
    expect(one.members.map((member: { id: number; order: number }) => [member.id, member.order])).toEqual([
      [sewer, 1],
      [water, 2],
    ]);
    // The water main may begin six months before its phase: in July 2091 or later, after 19 weeks of sewer.
    expect(one.members[1].moved_months).toBeLessThan(0);
    expect(one.parties).toHaveLength(1);
    for (const bad of [{ time_limit_s: 0 }, { time_limit_s: 61 }, { limit: 3 }])
      expect((await t.ask("POST", `${path}/packages`, bad)).status).toBe(400);
    expect((await t.ask("POST", "/scenarios/999999/packages", {})).status).toBe(404);
  },
  "GET /scenarios/{id}/packages": async (t) => {
    const { path } = await two_zones(t, "Later gelezen");
    const before = await t.ask("GET", `${path}/packages`);
    expect(before.body).toMatchObject({ packages: [], plan: null });
    expect(before.body.assumptions.choices).toMatchObject({ setup_weeks: 1, week_eur: 1000 });
    expect(before.body.assumptions.cost_items).toContainEqual({ item: "CST35", for: ["paving"] });
    await t.ask("POST", `${path}/packages`, {});
    const { status, body } = await t.ask("GET", `${path}/packages`);
    expect(status).toBe(200);
    expect(body.packages).toMatchObject([{ state: "proposed", streets: [{ id: town.street_id }] }]);
    expect((await t.ask("GET", "/scenarios/999999/packages")).status).toBe(404);
  },
  "PUT /scenarios/{id}/packages/{package_id}": async (t) => {
    await hidden_works_stay_hidden(t);
    const { path, sewer, water, phase } = await two_zones(t, "Afspraak");
    const read = async (id: number) => (await t.ask("GET", `${path}/measures/${id}`)).body;
    const before = [await read(sewer), await read(water)];
    const [one] = (await t.ask("POST", `${path}/packages`, {})).body.packages;
    const address = `${path}/packages/${one.id}`;
    const accepted = await t.ask("PUT", address, { state: "accepted" });
    expect(accepted).toMatchObject({ status: 200, body: { state: "accepted" } });
    const days = (id: number) => one.members.find((member: { id: number }) => member.id === id);
    for (const was of before) {
      const now = await read(was.id);
      expect(now.period).toEqual({ from: days(was.id).from, to: days(was.id).to });
      // Drawn to the last digit as it was.
      expect(now.geometry).toEqual(was.geometry);
      const phases = (await t.ask("GET", `${path}/phases`)).body.phases;
      const year = Number(now.period.from.slice(0, 4));
      const own = phases.find((one: { id: number }) => one.id === now.phase_id);
      expect(own.year_from <= year && year <= own.year_to).toBe(true);
      // A year without a phase got one.
      if (year < 2092) expect(own).toMatchObject({ name: String(year), year_from: year, year_to: year });
    }
    // A search after that leaves it as agreed.
    const again = (await t.ask("POST", `${path}/packages`, {})).body;
    expect(again.packages).toMatchObject([{ id: one.id, state: "accepted" }]);
    expect(again.plan.clashes_alone).toBe(0);

    const back = await t.ask("PUT", address, { state: "proposed" });
    expect(back).toMatchObject({ status: 200, body: { state: "proposed" } });
    expect((await read(sewer)).period).toEqual(before[0].period);
    expect(await read(water)).toMatchObject({ period: null, phase_id: phase });

    await change_and_accept(t, { path, address, sewer, water, was: one });

    // Planned anew in the meantime: what was worked out no longer holds.
    const { version, ...stored } = await read(sewer);
    const changed = await t.ask(
      "PUT",
      `${path}/measures/${sewer}`,
      {
        ...{ measure_type: stored.measure_type, geometry: stored.geometry, parameters: stored.parameters },
        period: { from: "2095-01-01", to: "2095-05-31" },
      },
      { "if-match": `"${version}"` },
    );
    expect(changed.status).toBe(200);
    expect(await t.ask("PUT", address, { state: "accepted" })).toMatchObject({
      status: 409,
      body: { code: "package_outdated" },
    });
    expect((await read(water)).period).toBeNull();
    expect(await t.ask("PUT", `${path}/packages/999999`, { state: "accepted" })).toMatchObject({
      status: 404,
      body: { code: "package_not_found" },
    });
    expect((await t.ask("PUT", address, { state: "perhaps" })).status).toBe(400);
  },
};
