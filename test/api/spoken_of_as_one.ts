import { expect } from "vitest";
import type { TestApp } from "./open_test_app.ts";
import { part_granted } from "./part_granted.ts";
import type { RightsTown } from "./rights_town.ts";
import { at_town } from "./small_town.ts";

/**
 * Wherever along a hidden line in pieces a measure is moved, others are told of it under the same ids; what is decided,
 * said and written at any piece stands at all of them (told_as, told_subject, called_findings).
 */
export async function spoken_of_as_one(t: TestApp, town: RightsTown, scenario_id: number): Promise<void> {
  const { planner, administrator } = town.ask;
  const owner = (await town.people.person("utility_partner", "telecom")).ask;
  const base = `/scenarios/${scenario_id}/measures`;
  const [measure] = (await administrator("GET", base)).body.measures;
  const drawn = async (from: number, until: number) => ({
    ...{ measure_type: "heat_line", parameters: {}, name: "" },
    geometry: {
      type: "LineString",
      coordinates: [
        await at_town(t.test, 165500 + from, 194600.4),
        await at_town(t.test, 165500 + until, 194600.4),
      ],
    },
  });
  let version = measure.version as number;
  const move = async (from: number, until: number) => {
    const saved = await planner("PUT", `${base}/${measure.id}`, await drawn(from, until), {
      "if-match": `"${version}"`,
    });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    version = saved.body.version;
  };
  type Listed = { id: string; rule_id: string; a: { layer: string; kind: string }; b: { layer: string } };
  const gas = async (ask: typeof t.ask) =>
    ((await ask("GET", `/scenarios/${scenario_id}/findings?limit=500`)).body.findings as Listed[]).filter(
      (one) => [one.a.layer, one.b.layer].includes("gas_low"),
    );
  const ids = async (ask: typeof t.ask) => (await gas(ask)).map((one) => one.id).sort();
  const previewed = async (from: number, until: number) => {
    const asked = { ...(await drawn(from, until)), name: undefined, scenario_id, measure_id: measure.id };
    const { body } = await planner("POST", "/preview", asked);
    return (body.findings as Listed[])
      .filter((one) => [one.a.layer, one.b.layer].includes("gas_low"))
      .map((one) => one.id)
      .sort();
  };
  await move(0.5, 2.5);
  const [first, first_pieces] = [await ids(planner), await ids(administrator)];
  expect(first.length).toBeGreaterThan(0);

  // A planner asks; the owner reads it at his piece, answers and decides there.
  const told = (await gas(planner))[0]!;
  const measure_key = told.a.kind === "measure" ? "a" : "b";
  const talk = async (ask: typeof t.ask, id: string) => (await ask("GET", `/findings/${id}/talk`)).body;
  expect((await planner("POST", `/findings/${told.id}/messages`, { text: "Kan dit?" })).status).toBe(201);
  const piece = (await gas(owner)).find((one) => one.rule_id === told.rule_id)!;
  expect(piece.id).not.toBe(told.id);
  expect((await talk(owner, piece.id)).messages).toMatchObject([{ text: "Kan dit?" }]);
  const asked_about = await owner("GET", `/findings/${told.id}`);
  expect(asked_about.body).toMatchObject({ id: told.id, distance_m: expect.any(Number) });
  const decided = await owner(
    "PUT",
    `/findings/${piece.id}/decision`,
    { state: "accepted", reason: "Oud net" },
    { "if-match": '"0"' },
  );
  expect(decided.body).toMatchObject({ state: "accepted", reopened: [] });
  expect(await talk(planner, told.id)).toMatchObject({ state: "accepted", reason: "Oud net", reopened: [] });
  const lesson = {
    about: "finding",
    about_id: piece.id,
    kind: "lesson",
    theme: "underground",
    what: "Stukken",
  };
  const { body: written } = await owner("POST", "/lessons", lesson);
  expect(written.about_id).toBe(told.id);
  const told_case = async () =>
    (await planner("GET", "/workbook?q=stukken")).body.lessons[0].numbers?.finding ?? null;
  const first_case = await told_case();
  expect(first_case).toMatchObject({ hidden: true, verdict: "possible" });

  for (const from of [4.5, 8.5, 12.5]) {
    expect(await previewed(from, from + 2)).toEqual(first);
    await move(from, from + 2);
    expect(await ids(planner)).toEqual(first);
    // Whoever moved it reads that it moved, not whether what he may not see is still as near.
    expect(await talk(planner, told.id)).toMatchObject({ state: "open", reopened: [measure_key] });
    expect(await told_case()).toEqual(first_case);
    const near = (await gas(owner)).find((one) => one.rule_id === told.rule_id)!;
    const { body } = await owner("GET", `/lessons?about=finding&about_id=${near.id}`);
    expect(body.lessons).toMatchObject([{ what: "Stukken" }]);
  }
  // Who sees the pieces is told of others by now.
  expect(await ids(administrator)).not.toEqual(first_pieces);
  expect(
    (await talk(owner, (await gas(owner)).find((one) => one.rule_id === told.rule_id)!.id)).reopened.length,
  ).toBe(3);
  await t.test.store.sql`delete from lesson where id = ${written.id}`;
  await told_to_nobody(t, town, { scenario_id, ids: () => ids(planner), pieces: () => gas(owner), owner });
  await move(0, 16);
  await part_granted(t, scenario_id, { gas, planner, owner });
}

/**
 * Of what others are told nothing (a chance whose middle, veiled, is out of reach) the owner still decides, speaks and
 * writes, at the piece as under the id that others would be told; nobody else finds it there.
 */
async function told_to_nobody(
  t: TestApp,
  town: RightsTown,
  of: {
    scenario_id: number;
    ids: () => Promise<string[]>;
    pieces: () => Promise<readonly { id: string; rule_id: string }[]>;
    owner: typeof t.ask;
  },
): Promise<void> {
  const { sql } = t.test.store;
  const { owner } = of;
  const pieces = await of.pieces();
  const known = await sql<{ id: string; told_id: string }[]>`
    select n.id, n.told_id from finding n where n.id = any (${pieces.map((one) => one.id)}::uuid[]) and n.veil = 'seen' order by n.id`;
  const [piece] = known;
  const told_id = piece!.told_id;
  await sql`delete from finding where id = ${told_id}::uuid and veil = 'hidden'`;
  expect(await of.ids()).not.toContain(told_id);
  for (const [n, id] of [piece!.id, told_id].entries()) {
    const { body: before } = await owner("GET", `/findings/${id}/talk`);
    expect(before.may_answer).toBe(true);
    const decided = await owner(
      "PUT",
      `/findings/${id}/decision`,
      { state: "mitigated", reason: `Keer ${n}` },
      { "if-match": `"${before.version}"` },
    );
    expect(decided.body).toMatchObject({ state: "mitigated", reopened: [] });
    expect((await owner("POST", `/findings/${id}/messages`, { text: `Nog ${n}` })).status).toBe(201);
    const lesson = {
      about: "finding",
      about_id: id,
      kind: "lesson",
      theme: "underground",
      what: `Niemand ${n}`,
    };
    const written = await owner("POST", "/lessons", lesson);
    expect([written.status, written.body.about_id]).toEqual([201, told_id]);
  }
  for (const id of [piece!.id, told_id]) {
    const { body } = await owner("GET", `/findings/${id}/talk`);
    expect(body).toMatchObject({ state: "mitigated", reason: "Keer 1" });
    expect(body.messages.slice(-2)).toMatchObject([{ text: "Nog 0" }, { text: "Nog 1" }]);
    expect((await owner("GET", `/findings/${id}`)).body).toMatchObject({ distance_m: expect.any(Number) });
    for (const path of [`/findings/${id}`, `/findings/${id}/talk`])
      expect((await town.ask.planner("GET", path)).status, path).toBe(404);
  }
  expect((await owner("GET", `/lessons?about=finding&about_id=${told_id}`)).body.lessons).toHaveLength(2);
  await sql`delete from lesson where what like 'Niemand %'`;
}
