import { expect } from "vitest";
import { analyse_extent } from "../../data/analyse_extent.ts";
import type { TestApp } from "./open_test_app.ts";
import type { Caller, RightsTown } from "./rights_town.ts";
import { at_town, tile_of } from "./small_town.ts";

type Request = readonly [name: string, method: string, path: string, body?: unknown];

/** What an answer says, but for the moments and versions at which something was last worked out. */
const said = (body: unknown): string =>
  (body instanceof Uint8Array ? Buffer.from(body).toString("base64") : JSON.stringify(body)).replaceAll(
    /"\w+_at":"[^"]*"|\?v=[\w.-]*|"(data_version|version)":\d+/g,
    "",
  );

/**
 * Moves the foreign line by half a metre within its squares of 50 m, makes it thicker, lays it deeper and renames it:
 * what strangers read, from every route that asks about what is stored, stays the same to the letter; so does the
 * status and what caches are told. `requests` that judge something made up (veiled) are left out by who asks.
 */
export async function told_the_same_wherever_it_lies(
  t: TestApp,
  town: RightsTown,
  requests: readonly Request[],
  strangers: readonly Caller[],
): Promise<void> {
  const { sql } = t.test.store;
  const { dataset_id, feature_id } = town.of.foreign;
  const tiles: Request[] = [];
  const at = tile_of(await at_town(t.test, 165077.831, 195002.177), 16);
  for (const group of ["below", "above", "street", "finding"])
    tiles.push([`tile ${group}`, "GET", `/tiles/${group}/${at.z}/${at.x}/${at.y}`]);
  const asked = [...requests, ...tiles];
  const told = async (caller: Caller) => {
    const out: Record<string, string> = {};
    for (const [name, method, path, body] of asked) {
      const answer = await town.ask[caller](method, path, body);
      const headers = ["content-length", "cache-control", "content-disposition", "retry-after"].map((one) =>
        answer.headers.get(one),
      );
      out[name] = `${answer.status} ${JSON.stringify(headers)} ${said(answer.body)}`;
    }
    return out;
  };
  const settle = async () => {
    await analyse_extent(t.test.store, t.test.viewer, null);
    await sql`update authority set data_version = data_version + 1`;
  };
  const callers: readonly Caller[] = ["administrator", ...strangers];
  await settle();
  const before: Record<string, string>[] = [];
  for (const caller of callers) before.push(await told(caller));
  const [kept] = await sql<{ row: Record<string, never> }[]>`
    select to_jsonb(f) - 'geom' as row from feature f where layer = 'gas_low' and id = ${feature_id}`;
  await sql`
    update feature set geom = st_translate(geom, 0.3, 0.4), top_m = top_m + 0.07, bottom_m = bottom_m + 0.17, diameter_m = 0.21,
      attributes = '{"name": "anders", "material": "staal"}', source_id = 'anders'
    where dataset_id = ${dataset_id}`;
  await settle();
  const after: Record<string, string>[] = [];
  for (const caller of callers) after.push(await told(caller));
  await sql`
    update feature set geom = st_translate(geom, -0.3, -0.4), top_m = ${kept!.row.top_m!}, bottom_m = ${kept!.row.bottom_m!},
      diameter_m = ${kept!.row.diameter_m!}, attributes = ${sql.json(kept!.row.attributes!)}, source_id = ${kept!.row.source_id!}
    where dataset_id = ${dataset_id}`;
  await settle();
  const changed = (place: number) =>
    asked.map(([name]) => name).filter((name) => before[place]![name] !== after[place]![name]);
  // Who may see it is told something else by most that speak of it.
  expect(changed(0).length, changed(0).join()).toBeGreaterThan(12);
  for (const [n, caller] of strangers.entries())
    for (const name of changed(n + 1))
      expect(after[n + 1]![name], `${caller}: ${name}`).toBe(before[n + 1]![name]);
}
