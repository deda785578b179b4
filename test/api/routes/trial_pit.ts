import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town, town } from "../small_town.ts";

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
const nobody = "/features/gas_low/999999/trial_pits";

export async function gas_pipe({ test }: TestApp): Promise<number> {
  const [row] = await test.store.sql<{ id: number }[]>`select id from feature where layer = 'gas_low'`;
  return row!.id;
}

export async function dig(t: TestApp, more: object = {}) {
  const place = { type: "Point", coordinates: await at_town(t.test, town.x, town.y + 4) };
  return t.ask("POST", `/features/gas_low/${await gas_pipe(t)}/trial_pits`, {
    place,
    top_m: 0.82,
    measured_on: "2026-11-20",
    ...more,
  });
}

const put_photo = async ({ app }: TestApp, id: number, body: Uint8Array<ArrayBuffer>) =>
  app.request(`/api/v1/trial_pits/${id}/photo`, {
    method: "PUT",
    body,
    headers: { "content-type": "image/jpeg" },
  });

export const trial_pit_tests: RouteTests = {
  "POST /features/{layer}/{id}/trial_pits": async (t) => {
    const made = await dig(t, { note: "naast de linde" });
    expect(made).toMatchObject({
      status: 201,
      body: {
        top_m: 0.82,
        position_accuracy_m: 0.1,
        depth_accuracy_m: 0.05,
        measured_on: "2026-11-20",
        outside: [],
        withdrawn_at: null,
        photo: null,
        note: "naast de linde",
      },
    });
    expect(made.body.away_m).toBeLessThan(0.01);
    expect(made.headers.get("location")).toBe(`/api/v1/trial_pits/${made.body.id}`);
    // 0.8 ± 0.1 say the data.
    expect((await dig(t, { top_m: 1.4 })).body.outside).toEqual(["depth"]);
    const aside = { type: "Point", coordinates: await at_town(t.test, town.x, town.y + 5) };
    expect((await dig(t, { place: aside })).body.outside).toEqual(["position"]);

    for (const [bad, status, code] of [
      [{ top_m: "diep" }, 400, "invalid_request"],
      [{ top_m: 99 }, 400, "invalid_request"],
      [{ depth_accuracy_m: -1 }, 400, "invalid_request"],
      [{ measured_on: "2026-02-30" }, 400, "invalid_request"],
      [{ place: { type: "Point", coordinates: [51, 4.6] } }, 422, "coordinates_swapped"],
      [
        {
          place: {
            type: "LineString",
            coordinates: [
              [4.6, 51],
              [4.7, 51],
            ],
          },
        },
        422,
        "geometry_kind",
      ],
      [{ note: "<img src=x>" }, 422, "name_not_plain"],
    ] as const)
      expect(await dig(t, bad)).toMatchObject({ status, body: { code } });
    const place = { type: "Point", coordinates: [4.6, 51] };
    const good = { place, top_m: 1, measured_on: "2026-11-20" };
    expect(await t.ask("POST", nobody, good)).toMatchObject({
      status: 404,
      body: { code: "feature_not_found" },
    });
    expect((await t.ask("POST", "/features/nothing/1/trial_pits", good)).body.code).toBe("layer_not_found");
  },

  "GET /features/{layer}/{id}/trial_pits": async (t) => {
    const path = `/features/gas_low/${await gas_pipe(t)}/trial_pits`;
    const before = (await t.ask("GET", path)).body.trial_pits.length;
    const { body: made } = await dig(t);
    const { body } = await t.ask("GET", path);
    expect(body.trial_pits).toHaveLength(before + 1);
    expect(body.trial_pits.at(-1)).toEqual(made);
    expect((await t.ask("GET", nobody)).body.code).toBe("feature_not_found");
  },

  "DELETE /trial_pits/{id}": async (t) => {
    const { body: made } = await dig(t);
    const gone = await t.ask("DELETE", `/trial_pits/${made.id}`);
    expect(gone).toMatchObject({ status: 200, body: { id: made.id, withdrawn_at: expect.any(String) } });
    // Twice is no harm, and it stays in the list.
    expect((await t.ask("DELETE", `/trial_pits/${made.id}`)).body).toEqual(gone.body);
    expect((await t.ask("DELETE", "/trial_pits/999999")).body.code).toBe("trial_pit_not_found");
    const { body: theirs } = await dig(t);
    await t.test.store.sql`update trial_pit set organisation_id = 'elsewhere' where id = ${theirs.id}`;
    const [withdrawn] = await t.test.store.as_viewer(
      { ...t.test.viewer, role: "planner" },
      (sql) => sql`select withdraw_trial_pit(${theirs.id}::bigint) as state`,
    );
    expect(withdrawn!.state).toBe("not_yours");
    const history = await t.test.store.sql`
      select action from change where word = 'trial_pit' and thing_id = ${String(made.id)} order by id`;
    expect(history.map((row) => row.action)).toEqual(["insert", "update"]);
  },

  "PUT /trial_pits/{id}/photo": async (t) => {
    const { body: made } = await dig(t);
    const sent = await put_photo(t, made.id, png);
    // Told by its first bytes, not by its header.
    expect([sent.status, ((await sent.json()) as { photo: string }).photo]).toEqual([200, "image/png"]);
    const page = new TextEncoder().encode("<svg onload=alert(1)>");
    const refused = await put_photo(t, made.id, page);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
      415,
      "photo_not_readable",
    ]);
    const large = new Uint8Array(5 * 1024 ** 2 + 1);
    large.set(png);
    expect((await put_photo(t, made.id, large)).status).toBe(413);
    expect((await put_photo(t, 999_999, png)).status).toBe(404);
    await t.ask("DELETE", `/trial_pits/${made.id}`);
    expect((await put_photo(t, made.id, png)).status).toBe(409);
  },

  "GET /trial_pits/{id}/photo": async (t) => {
    const { body: made } = await dig(t);
    expect(await t.ask("GET", `/trial_pits/${made.id}/photo`)).toMatchObject({
      status: 404,
      body: { code: "photo_not_found" },
    });
    await put_photo(t, made.id, png);
    const answer = await t.ask("GET", `/trial_pits/${made.id}/photo`);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.body).toEqual(png);
  },
};
