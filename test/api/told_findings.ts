import { expect } from "vitest";
import { analyse_extent } from "../../data/analyse_extent.ts";
import { plant_lure, told_of_today } from "./locate_hidden.ts";
import type { TestApp } from "./open_test_app.ts";
import { restricted_dataset } from "./restricted_dataset.ts";
import type { RightsTown } from "./rights_town.ts";
import { at_town } from "./small_town.ts";
import { spoken_of_as_one } from "./spoken_of_as_one.ts";

/** Whatever somebody brings near something hidden, what he is told of the state today stays the same. */
export async function delivered_beside(t: TestApp, town: RightsTown): Promise<void> {
  const { sql } = t.test.store;
  const { lure, bait, move } = await plant_lure(t);
  const [square] = await Promise.all([
    Promise.all(
      [165100, 165120, 165120, 165100, 165100].map((x, n) =>
        at_town(t.test, x, n < 2 || n > 3 ? 195002 : 195014),
      ),
    ),
  ]);
  const asked = { name: "Lokaas", geometry: { type: "Polygon", coordinates: [square] }, dig_depth_m: 1 };
  const { body: check } = await town.ask.planner("POST", "/overlap_checks", asked);
  const { body: own } = await town.ask.administrator("POST", "/overlap_checks", asked);
  const told = () =>
    Promise.all([
      told_of_today(town.ask.planner, lure, check.id),
      told_of_today(town.ask.administrator, lure, own.id),
    ]);
  await move(0);
  const [beside, all] = await told();
  const [pair] = await sql<
    { id: string }[]
  >`select id::text from finding where scenario_id is null and a_dataset_id in (${lure}, ${bait}) and b_dataset_id in (${lure}, ${bait})`;
  expect((await town.ask.administrator("GET", `/findings/${pair!.id}`)).status).toBe(200);
  for (const what of ["", "/talk"])
    expect((await town.ask.planner("GET", `/findings/${pair!.id}${what}`)).status).toBe(404);
  await move(9);
  const [away, all_away] = await told();
  // Who may see it is told something else now, in nearly every answer; the planner in none.
  expect(
    all!.filter((one, n) => JSON.stringify(one) !== JSON.stringify(all_away![n])).length,
  ).toBeGreaterThan(4);
  for (const [n, one] of beside!.entries()) expect(away![n]).toEqual(one);
  const hidden = async (ask: typeof t.ask) =>
    (await ask("GET", "/streets/dorpsstraat/findings?limit=1")).body.hidden;
  expect(await hidden(town.ask.planner)).toEqual([
    { layer: "gas_low", owner: "telecom", verdict: "possible", within_m: 75 },
  ]);
  expect(await hidden(town.ask.administrator)).toEqual([]);
  // hidden_dataset_ids, restricted_near_streets: never shown as fine to who does not see all.
  const listed = async (ask: typeof t.ask) => (await ask("GET", "/streets?q=dorp")).body.streets[0].hidden;
  expect([await listed(town.ask.planner), await listed(town.ask.administrator)]).toEqual([true, false]);
  // Its owner may speak of it, and then it is known: owner_spoke_of.
  await move(-9);
  await sql`insert into finding_message (authority_id, finding_id, text, author, organisation_id) values ('testdorp', ${pair!.id}, 'Boom te dicht', 'x', 'telecom')`;
  const spoken = await town.ask.planner("GET", `/findings/${pair!.id}`);
  expect(spoken.body).toMatchObject({ verdict: "possible", distance_m: null, stretch: null });
  const lesson = {
    about: "finding",
    about_id: pair!.id,
    kind: "lesson",
    theme: "underground",
    what: "Lokaas",
  };
  const { body: written } = await town.ask.administrator("POST", "/lessons", lesson);
  const told_case = async () =>
    (await town.ask.planner("GET", "/workbook?q=lokaas")).body.lessons[0].numbers?.finding ?? null;
  expect(await told_case()).toEqual({ hidden: true, verdict: "possible", owners: ["telecom"] });
  // Delivered anew, it may lie elsewhere: nothing says whether there is still a finding.
  await sql`update dataset set imported_at = now() where id = ${lure}`;
  expect((await town.ask.planner("GET", `/findings/${pair!.id}`)).status).toBe(404);
  expect(await told_case()).toBeNull();
  await sql`delete from lesson where id = ${written.id}`;
  await sql`delete from finding_message where finding_id = ${pair!.id}`;
  for (const id of [lure, bait]) await t.ask("DELETE", `/datasets/${id}`);
}

/** What is veiled of a measure is one finding per rule, layer and owner, saved and previewed, also after a measurement. */
export async function told_once(t: TestApp, town: RightsTown): Promise<void> {
  const lines = [0, 4, 8, 12].map((x) => `LINESTRING(${165500 + x} 194600,${165504 + x} 194600)`);
  const dataset_id = await restricted_dataset(t, { key: "pieces", owner: "telecom", lines });
  const geometry = {
    type: "LineString",
    coordinates: [await at_town(t.test, 165500, 194600.4), await at_town(t.test, 165516, 194600.4)],
  };
  const { body: scenario } = await town.ask.planner("POST", "/scenarios", { name: "Stukken" });
  const drawn = { measure_type: "heat_line", geometry, parameters: {}, name: "" };
  await town.ask.planner("POST", `/scenarios/${scenario.id}/measures`, drawn);
  const with_gas = async (ask: typeof t.ask) => {
    const { body } = await ask("GET", `/scenarios/${scenario.id}/findings?limit=500`);
    return body.findings.filter((one: { a: { layer: string }; b: { layer: string } }) =>
      [one.a.layer, one.b.layer].includes("gas_low"),
    ) as { rule_id: string }[];
  };
  const open = await with_gas(town.ask.administrator);
  const veiled = await with_gas(town.ask.planner);
  expect(open.length).toBeGreaterThanOrEqual(4);
  expect(veiled.length).toBeGreaterThan(0);
  expect(new Set(veiled.map((one) => one.rule_id)).size).toBe(veiled.length);
  const { body: shown } = await town.ask.planner("POST", "/preview", {
    ...drawn,
    name: undefined,
    scenario_id: null,
  });
  expect(
    shown.findings.filter((one: { a: { layer: string }; b: { layer: string } }) =>
      [one.a.layer, one.b.layer].includes("gas_low"),
    ),
  ).toHaveLength(veiled.length);
  // Told in brief as in full: nothing of what may not be seen but its layer and owner.
  const { body: brief } = await town.ask.planner("POST", "/preview", {
    ...drawn,
    name: undefined,
    scenario_id: null,
    brief: true,
  });
  type Named = { thing: number; visible: boolean; owner?: string };
  const in_brief = ({ thing, ...name }: Named) => ({
    ...name,
    thing: null,
    ...(name.visible ? {} : { owner: shown.things[thing].owner }),
  });
  expect(brief.findings).toEqual(
    shown.findings.map((one: { a: Named; b: Named }) => ({ ...one, a: in_brief(one.a), b: in_brief(one.b) })),
  );
  expect(brief.findings.some(({ a, b }: { a: Named; b: Named }) => !a.visible || !b.visible)).toBe(true);
  const { sql } = t.test.store;
  await ids_tell_nothing(t, town, scenario.id);
  await spoken_of_as_one(t, town, scenario.id);
  // A measurement of one piece leaves what others are told as a full evaluation has it.
  const stored = () =>
    sql`select id, rule_id, verdict, street_id from finding where scenario_id = ${scenario.id} and veil = 'hidden' order by id`;
  const before = await stored();
  const [piece] = await sql<
    { id: number }[]
  >`select id from feature where dataset_id = ${dataset_id} order by id limit 1`;
  await sql.begin(async (tx) => {
    await tx`select set_config('straatlagen.authority', 'testdorp', true), set_config('straatlagen.role', 'administrator', true)`;
    await tx`select evaluate_feature('gas_low', ${piece!.id})`;
  });
  expect([...(await stored())]).toEqual([...before]);
  await sql`delete from scenario where id = ${scenario.id}`;
  await t.ask("DELETE", `/datasets/${dataset_id}`);
}

/** From midnight on an expired dataset is in no list and no count, though its rows are still there. */
export async function silent_when_expired(t: TestApp, town: RightsTown): Promise<void> {
  const { sql } = t.test.store;
  const ids: number[] = [];
  for (const access_class of ["restricted", "public"])
    ids.push(
      await restricted_dataset(t, {
        key: `ends_${access_class}`,
        owner: "telecom",
        access_class,
        expires: "2100-01-01",
        lines: ["LINESTRING(165060 195003.4,165120 195003.4)"],
      }),
    );
  await analyse_extent(t.test.store, t.test.viewer, null);
  const counts = async (ask: typeof t.ask) => {
    const told: Record<string, number> = {};
    for (const path of [
      "/streets/dorpsstraat/findings?limit=1000",
      `/scenarios/${town.scenario_id}/findings?limit=1000`,
    ]) {
      const { body } = await ask("GET", path);
      told[path] = body.total;
      // Counted as listed: nothing is spoken of that is not shown.
      expect(body.findings).toHaveLength(body.total);
    }
    const { body: street } = await ask("GET", "/streets/dorpsstraat");
    told.street = street.summary.reduce((sum: number, one: { findings: number }) => sum + one.findings, 0);
    const { body: compared } = await ask("GET", `/comparison?scenarios=${town.scenario_id}`);
    told.compared = JSON.stringify(compared).length;
    const { body: corridor } = await ask("POST", "/preview", {
      measure_type: "heat_line",
      geometry: { type: "LineString", coordinates: town.line },
      parameters: {},
    });
    told.preview = corridor.findings.length;
    return told;
  };
  const callers = [town.ask.administrator, town.ask.planner];
  const without = async () => {
    const kept =
      await sql`delete from finding where a_dataset_id = any (${ids}::bigint[]) or b_dataset_id = any (${ids}::bigint[]) returning id`;
    await sql.begin(async (tx) => {
      await tx`select set_config('straatlagen.authority', 'testdorp', true)`;
      await tx`select summarise_streets()`;
    });
    return kept.length;
  };
  const before = await Promise.all(callers.map(counts));
  await sql`update dataset set expires = current_date - 1 where id = any (${ids}::bigint[])`;
  const expired = await Promise.all(callers.map(counts));
  for (const [n, one] of before.entries()) expect(expired[n]).not.toEqual(one);
  // As if it had never been there.
  expect(await without()).toBeGreaterThan(4);
  expect(await Promise.all(callers.map(counts))).toEqual(expired);
  await sql`update dataset set expires = null where id = any (${ids}::bigint[])`;
  for (const id of ids) await t.ask("DELETE", `/datasets/${id}`);
}

/** No id of a finding can be worked out from what it is about, and one that somebody is not told of is unknown to him. */
async function ids_tell_nothing(t: TestApp, town: RightsTown, scenario_id: number): Promise<void> {
  const { sql } = t.test.store;
  const rows = await sql<{ id: string; told: boolean; guessed: boolean }[]>`
    select n.id::text, n.veil = 'hidden' or exists (select from finding h where h.id = n.id and h.veil = 'hidden') as told,
      -- finding_id and veiled_finding_id without their secret: what one gets who tries every number for the hidden thing.
      n.id = md5('|veiled|' || n.scenario_id || '|' || n.rule_id || '|' || case n.a_kind when 'measure' then n.a_id else n.b_id end
        || '|' || case n.a_kind when 'measure' then n.b_layer else n.a_layer end || '|' || coalesce(n.a_dataset_id, n.b_dataset_id))::uuid or n.id = md5(coalesce(n.scenario_id::text || '|', '') || n.rule_id || '|' || n.a_kind || '|' || n.a_layer || '|' || n.a_id || '|' || n.a_part
        || '|' || n.b_kind || '|' || n.b_layer || '|' || n.b_id || '|' || n.b_part)::uuid as guessed
    from finding n where n.scenario_id = ${scenario_id} and n.veil <> 'none'`;
  expect(rows.filter((one) => one.guessed)).toEqual([]);
  const status = async (ask: typeof t.ask, id: string) => (await ask("GET", `/findings/${id}/talk`)).status;
  const kept = rows.filter((one) => !one.told);
  expect(kept.length).toBeGreaterThan(0);
  // knows_finding: a piece of a hidden line that is near is there for who sees it, else one could move a measure and ask.
  for (const { id } of kept)
    expect([await status(town.ask.planner, id), await status(town.ask.administrator, id)]).toEqual([
      404, 200,
    ]);
  for (const { id } of rows.filter((one) => one.told)) expect(await status(town.ask.planner, id)).toBe(200);
  const planner = { ...t.test.viewer, role: "planner", organisation_id: "netbedrijf" } as const;
  await expect(
    t.test.store.as_viewer(planner, (as) => as`select veil_secret from authority`),
  ).rejects.toMatchObject({ code: "42501" });
}
