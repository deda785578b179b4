import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../api/store/viewer.ts";
import { partly_granted } from "./partly_granted.ts";
import { open_test_store, store_kinds, type TestStore } from "./test_store.ts";

describe.each(store_kinds)("who may see and decide, on %s", (kind) => {
  let test: TestStore;
  let dataset_id: number;
  let scenario_id: number;
  const as = <T extends object>(viewer: Partial<Viewer>, statement: string) =>
    test.store.as_viewer({ ...test.viewer, ...viewer }, (sql) => sql.unsafe<T[]>(statement));
  const owner = { role: "utility_partner", organisation_id: "gas", id: "gerrit", name: "Gerrit" } as const;
  const planner = { role: "planner", id: "piet", name: "Piet" } as const;
  const visitor = { role: "visitor", organisation_id: "" } as const;

  beforeAll(async () => {
    test = await open_test_store(kind);
    const { sql } = test.store;
    await sql`insert into organisation (authority_id, id, name) values ('testdorp', 'gas', 'Gas'), ('testdorp', 'water', 'Water')`;
    const [row] = await sql<{ id: number }[]>`
      insert into dataset (authority_id, key, name, importer, source_file, owner_organisation_id, access_class, srid)
      values ('testdorp', 'net', 'Net', 'test', 'net', 'gas', 'restricted', 31370) returning id`;
    dataset_id = row!.id;
    await sql`
      insert into account (id, authority_id, organisation_id, role, name, email)
      values ('piet', 'testdorp', 'town', 'planner', 'Piet', 'piet@testdorp.be'), ('ada', 'testdorp', 'town', 'administrator', 'Ada', 'ada@testdorp.be')`;
    const [made] = await sql<
      { id: number }[]
    >`insert into scenario (authority_id, name) values ('testdorp', 'Plan') returning id`;
    scenario_id = made!.id;
  });
  afterAll(() => test.close());

  it("knows roles: current_role_is, own_row, owns_dataset, readable_scenario, shared_measure", async () => {
    const ask = `select current_role_is('planner', 'official') as planner, own_row('gas') as gas, own_row(null) as town,
      owns_dataset(${dataset_id}) as owns, readable_scenario(7) as plan, shared_measure(${scenario_id}, null) as shared`;
    expect((await as(owner, ask))[0]).toEqual({
      planner: false,
      gas: true,
      town: false,
      owns: true,
      plan: 7,
      shared: true,
    });
    expect((await as(planner, ask))[0]).toEqual({
      planner: true,
      gas: false,
      town: true,
      owns: false,
      plan: 7,
      shared: true,
    });
    expect((await as(visitor, ask))[0]).toEqual({
      planner: false,
      gas: false,
      town: false,
      owns: false,
      plan: null,
      shared: false,
    });
    // An official of the owner reads, but decides nothing.
    expect((await as({ ...owner, role: "official" }, ask))[0]).toMatchObject({ gas: true, owns: false });
  });

  it("grants a part: grant_dataset, partly_visible_dataset_ids, visible_in_area, visibility_key, withdraw_grant", async () => {
    const square = "st_transform(st_makeenvelope(165000, 195000, 165100, 195100, 31370), 4326)";
    const grant = (to: string) =>
      `select grant_dataset(${dataset_id}, '${to}', ${square}, 'Proef', '2100-01-01') as id`;
    expect((await as<{ id: number | null }>(planner, grant("town")))[0]!.id).toBeNull();
    const key = async () => (await as<{ key: string }>(planner, "select visibility_key() as key"))[0]!.key;
    const before = await key();
    const [made] = await as<{ id: number }>(owner, grant("town"));
    const seen = `select partly_visible_dataset_ids()::float8[] as part, visible_dataset_ids()::float8[] as whole,
      visible_in_area(${dataset_id}, st_geomfromtext('LINESTRING(165010 195010,165090 195090)', 31370)) as inside,
      visible_in_area(${dataset_id}, st_geomfromtext('LINESTRING(165010 195010,165110 195010)', 31370)) as across`;
    expect((await as(planner, seen))[0]).toEqual({
      part: [dataset_id],
      whole: [],
      inside: true,
      across: false,
    });
    expect((await as({ ...owner, organisation_id: "water" }, seen))[0]).toEqual({
      part: [],
      whole: [],
      inside: false,
      across: false,
    });
    expect(await key()).not.toBe(before);
    // Looks are counted for the owner, per hour; who does not see it leaves no trace.
    const look = `select restricted_in_view()::float8[] as ids, log_look(array[${dataset_id}]::bigint[], 'GET /x')`;
    expect((await as(planner, look))[0]).toMatchObject({ ids: [dataset_id] });
    await as(planner, look);
    expect((await as(visitor, look))[0]).toMatchObject({ ids: [] });
    const log = `select viewer_name, route, looks, total::int from access_of_dataset(${dataset_id})`;
    expect([...(await as(owner, log))]).toEqual([
      { viewer_name: "Piet", route: "GET /x", looks: 2, total: 1 },
    ]);
    expect([...(await as(planner, log))]).toEqual([]);
    const withdraw = `select withdraw_grant(${made!.id}) as done`;
    expect((await as(planner, withdraw))[0]).toEqual({ done: false });
    expect((await as(owner, withdraw))[0]).toEqual({ done: true });
    expect((await as(owner, withdraw))[0]).toEqual({ done: false });
    expect(await key()).toBe(before);
  });

  it("a part that was granted shows what lies wholly in it, everywhere, for as long as it holds: sees_feature", async () => {
    const { sql } = test.store;
    const { seen, inside, outside } = await partly_granted(sql, dataset_id, (statement) =>
      as(planner, statement),
    );
    const nothing = {
      openings: [],
      street_openings: [],
      heat_reach: 0,
      restricted_words: [],
      corridor_findings: [],
      sees_feature: { inside: false, outside: false },
      trial_pits: { inside: 0, outside: 0 },
      history: 0,
      row: { inside: false, outside: false },
    };
    expect(await seen()).toEqual({ ...nothing, hidden_works_owners: { west: ["Gas"], east: ["Gas"] } });
    const square = "st_transform(st_makeenvelope(165000, 195000, 165100, 195100, 31370), 4326)";
    const grant = async () => {
      const [made] = await as<{ id: number }>(
        owner,
        `select grant_dataset(${dataset_id}, 'town', ${square}, 'Deel', '2100-01-01') as id`,
      );
      return made!.id;
    };
    const granted = await grant();
    const part = {
      openings: [inside.works],
      street_openings: ["west"],
      heat_reach: 7,
      restricted_words: ["geheim-binnen"],
      corridor_findings: [inside.gas_low],
      sees_feature: { inside: true, outside: false },
      trial_pits: { inside: 1, outside: 0 },
      history: 1,
      row: { inside: true, outside: false },
      hidden_works_owners: { west: [], east: ["Gas"] },
    };
    expect(await seen()).toEqual(part);
    // What is granted can be dug up; what is not, not.
    const dig = (id: number) =>
      `select add_trial_pit('gas_low', ${id}, st_transform(st_setsrid(st_point(165050, 195070), 31370), 4326), 0.05, 0.8, 0.02, '2026-11-01', '') as id`;
    expect((await as<{ id: number | null }>(planner, dig(outside.gas_low!)))[0]!.id).toBeNull();
    const [pit] = await as<{ id: number | null }>(planner, dig(inside.gas_low!));
    expect(pit!.id).not.toBeNull();
    const withdraw = `select withdraw_trial_pit(${pit!.id}) as state`;
    const key = async () => (await as<{ key: string }>(planner, "select visibility_key() as key"))[0]!.key;
    const while_granted = await key();

    // Each end, on its own: its last day, the dataset's last day, taken back. Nothing of it waits for the purge.
    await sql`update dataset_grant set until = current_date - 1 where id = ${granted}`;
    expect(await seen()).toEqual({ ...nothing, hidden_works_owners: { west: ["Gas"], east: ["Gas"] } });
    expect((await as(planner, withdraw))[0]).toEqual({ state: "missing" });
    expect(await key()).not.toBe(while_granted);
    await sql`update dataset_grant set until = current_date where id = ${granted}`;
    expect(await seen()).toMatchObject({ ...part, trial_pits: { inside: 2, outside: 0 }, history: 2 });
    await sql`update dataset set expires = current_date - 1 where id = ${dataset_id}`;
    expect(await seen()).toEqual({ ...nothing, hidden_works_owners: { west: [], east: [] } });
    expect(await key()).not.toBe(while_granted);
    await sql`update dataset set expires = current_date where id = ${dataset_id}`;
    expect(await seen()).toMatchObject({ sees_feature: { inside: true, outside: false } });
    expect((await as(planner, withdraw))[0]).toEqual({ state: "withdrawn" });
    await as(owner, `select withdraw_grant(${granted})`);
    expect(await seen()).toEqual({ ...nothing, hidden_works_owners: { west: ["Gas"], east: ["Gas"] } });
    await sql`update dataset set expires = null where id = ${dataset_id}`;
  });

  it("keeps an administrator: change_account, accounts; names people to members: account_name", async () => {
    const name = "select account_name('piet') as piet, account_name('iemand') as nobody";
    expect((await as(owner, name))[0]).toEqual({ piet: "Piet", nobody: "iemand" });
    for (const viewer of [visitor, { authority_id: "elders" }])
      expect((await as(viewer, name))[0]).toMatchObject({ piet: "piet" });
    const close = (id: string) => `select change_account('${id}', 'X', 'town', 'planner', true) as state`;
    expect((await as(planner, close("ada")))[0]).toEqual({ state: "missing" });
    expect((await as({}, close("ada")))[0]).toEqual({ state: "last_administrator" });
    expect((await as({ authority_id: "elders" }, close("piet")))[0]).toEqual({ state: "missing" });
    expect(
      (await as({}, "select id from accounts() order by id")).map((row) => (row as { id: string }).id),
    ).toEqual(["ada", "piet"]);
    expect(await as(owner, "select id from accounts()")).toHaveLength(0);
    expect(await as(visitor, "select id from accounts()")).toHaveLength(0);
  });

  it("keeps hashes only, of the viewer's own: add_api_token, withdraw_api_token, add_resident_link, withdraw_resident_link", async () => {
    const add = "select add_api_token('t', '\\x01'::bytea, 'read', now() + interval '1 day') as id";
    const [token] = await as<{ id: number }>(planner, add);
    expect((await as<{ id: null }>(owner, add.replace("01", "02")))[0]!.id).toBeNull();
    const withdraw = `select withdraw_api_token(${token!.id}) as done`;
    expect((await as({ ...planner, id: "ada" }, withdraw))[0]).toEqual({ done: false });
    expect((await as(planner, withdraw))[0]).toEqual({ done: true });
    const link = `select add_resident_link('l', '\\x03'::bytea, ${scenario_id}, null, now() + interval '1 day') as id`;
    expect((await as<{ id: null }>(owner, link))[0]!.id).toBeNull();
    const [made] = await as<{ id: number }>(planner, link);
    const resident = { role: "resident", organisation_id: "", link_id: made!.id } as const;
    expect(await as(resident, "select id from scenario")).toHaveLength(1);
    expect((await as(owner, `select withdraw_resident_link(${made!.id}) as done`))[0]).toEqual({
      done: false,
    });
    expect((await as(planner, `select withdraw_resident_link(${made!.id}) as done`))[0]).toEqual({
      done: true,
    });
    expect(await as(resident, "select id from scenario")).toHaveLength(0);
  });

  it("refuses the role of requests what people sign in with, and changes of plans by others than planners", async () => {
    for (const table of [
      "account",
      "account_method",
      "session",
      "one_time_link",
      "api_token",
      "resident_link",
      "sign_in_secret",
      "attempt",
      "sign_in_state",
      "access_log",
    ])
      await expect(as({}, `select * from ${table}`), table).rejects.toThrow(/permission denied/);
    for (const viewer of [owner, visitor, { ...planner, role: "official" } as const]) {
      await expect(
        as(viewer, "insert into scenario (authority_id, name) values ('testdorp', 'x')"),
      ).rejects.toThrow(/row-level security|expected a planner/);
      await expect(
        as(
          viewer,
          `select * from save_measure(${scenario_id}, null, null, 'tree', '', st_setsrid(st_point(4.4, 51.2), 4326), '{}')`,
        ),
      ).rejects.toThrow(/expected a planner/);
    }
  });
});
