import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

async function start({ ask, test }: TestApp) {
  const { body: scenario } = await ask("POST", "/scenarios", { name: "Samen" });
  const tree_at = async (x: number, y: number) => ({
    op: "put",
    id: null as number | null,
    version: null as number | null,
    measure_type: "tree",
    geometry: { type: "Point", coordinates: await at_town(test, x, y) },
  });
  const base = `/scenarios/${scenario.id}`;
  const stored = async () => ({
    measures: (await ask("GET", `${base}/measures`)).body.measures as { id: number; version: number }[],
    findings: (await ask("GET", `${base}/findings?limit=1000`)).body.findings as { id: string }[],
  });
  const change = (changes: unknown) => ask("POST", `${base}/changes`, { changes });
  return { base, tree_at, stored, change };
}

export const change_tests: RouteTests = {
  "POST /scenarios/{id}/changes": async (t) => {
    const { base, tree_at, stored, change } = await start(t);
    const near = await tree_at(165150, 195004.5);
    const far = await tree_at(165150, 194700);

    const made = await change([
      { ...near, ref: "a", name: "Linde", from: "2027-03-01" },
      { ...far, ref: "b", from: "2027-03-01", until: "2027-03-14" },
    ]);
    expect(made).toMatchObject({
      status: 200,
      body: {
        measures: [
          { ref: "a", version: 1, deleted: false },
          { ref: "b", version: 1, deleted: false },
        ],
      },
    });
    const [a, b] = made.body.measures.map((measure: { id: number }) => measure.id) as [number, number];
    const first = await stored();
    expect(first.measures).toMatchObject([
      { id: a, name: "Linde", period: { from: "2027-03-01", to: null } },
      { id: b, period: { from: "2027-03-01", to: "2027-03-14" } },
    ]);
    expect(first.findings.length).toBeGreaterThan(0);

    // One change that cannot be keeps all from being stored.
    for (const [bad, status, code] of [
      [{ ...near, measure_type: "castle" }, 422, "measure_type_unknown"],
      [{ ...near, parameters: { root_radius_m: 1e300 } }, 422, "parameter_invalid"],
      [{ ...near, id: 987654321, version: 1 }, 412, "measure_changed"],
      [{ ...near, id: 987654321 }, 404, "measure_not_found"],
      [{ ...near, name: "<script>alert(1)</script>" }, 422, "name_not_plain"],
      [{ ...near, version: 1 }, 400, "invalid_request"],
      [{ op: "paint", id: a }, 400, "invalid_request"],
      [{ op: "delete", id: b, version: 1 }, 400, "invalid_request"],
    ] as const) {
      const refused = await change([{ op: "delete", id: b, version: 1 }, { ...near, ref: "c" }, bad]);
      expect(refused, code).toMatchObject({ status, body: { code } });
      expect(await stored()).toEqual(first);
    }
    expect(
      await change([
        { ...near, ref: "c" },
        { ...near, ref: "c" },
      ]),
    ).toMatchObject({ status: 400 });
    expect(await change([])).toMatchObject({ status: 400 });
    expect(await t.ask("POST", "/scenarios/987654321/changes", { changes: [near] })).toMatchObject({
      status: 404,
      body: { code: "scenario_not_found" },
    });

    // Two planners: the second gets what the first has stored, and nothing of theirs is lost.
    const mine = await change([{ ...near, id: a, version: 1, name: "Van mij" }]);
    expect(mine.body.measures).toEqual([{ id: a, ref: null, version: 2, deleted: false }]);
    expect(mine.body.change_seq).toBeGreaterThan(made.body.change_seq);
    const yours = await change([
      { ...far, id: b, version: 1, name: "Van jou" },
      { op: "delete", id: a, version: 1 },
    ]);
    expect(yours).toMatchObject({
      status: 412,
      body: {
        code: "measure_changed",
        conflicts: [{ id: a, stored: { id: a, version: 2, name: "Van mij", measure_type: "tree" } }],
      },
    });
    expect((await stored()).measures).toMatchObject([
      { id: a, version: 2 },
      { id: b, version: 1, name: "" },
    ]);

    // Undo of a delete: the old id, a newer version, the same findings.
    const before = await stored();
    const gone = await change([{ op: "delete", id: a, version: 2 }]);
    expect(gone.body.measures).toEqual([{ id: a, ref: null, version: 2, deleted: true }]);
    expect((await stored()).findings).toEqual([]);
    expect(await change([{ ...near, id: a, version: 2 }])).toMatchObject({
      status: 412,
      body: { conflicts: [{ id: a, stored: null }] },
    });
    const back = await change([{ ...near, id: a, name: "Van mij" }]);
    expect(back.body.measures).toEqual([{ id: a, ref: null, version: 3, deleted: false }]);
    expect((await stored()).findings).toEqual(before.findings);
    // It is there: bringing it back once more would overwrite somebody's work.
    expect(await change([{ ...near, id: a }])).toMatchObject({
      status: 412,
      body: { conflicts: [{ id: a, stored: { version: 3 } }] },
    });
    // Another scenario's measure cannot be taken over.
    const other = await start(t);
    expect(await other.change([{ op: "delete", id: a, version: 3 }])).toMatchObject({
      status: 412,
      body: { conflicts: [{ id: a, stored: null }] },
    });
    await change([{ op: "delete", id: a, version: 3 }]);
    expect(await other.change([{ ...near, id: a }])).toMatchObject({
      status: 404,
      body: { code: "measure_not_found" },
    });
    // The answer was lost, and the page sends the same again: made once, answered twice, even past a newer version.
    const sent = {
      changes: [
        { ...near, ref: "z" },
        { ...far, id: b, version: 1 },
      ],
    };
    const again = (key: string) =>
      t.ask("POST", `${base}/changes`, sent, { "idempotency-key": key, "x-client-id": "page" });
    const once = await again("0199-a");
    expect(once.status).toBe(200);
    await change([{ ...far, id: b, version: 2 }]);
    const count = (await stored()).measures.length;
    expect(await again("0199-a")).toMatchObject({ status: 200, body: once.body });
    expect((await stored()).measures).toHaveLength(count);
    expect(await again("0199-b")).toMatchObject({ status: 412 });
    expect(await again("two words")).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    const history = await t.test.store.sql<{ action: string }[]>`
      select action from change where word = 'measure' and thing_id = ${String(a)} order by id`;
    expect(history.map((row) => row.action)).toEqual(["insert", "update", "delete", "insert", "delete"]);
    expect((await t.ask("GET", `${base}/findings?measure=${a}`)).status).toBe(404);
    expect((await t.ask("GET", `${base}/findings?measure=${b}`)).body).toMatchObject({ total: 0 });
  },
};
