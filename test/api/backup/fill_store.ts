import { randomBytes } from "node:crypto";
import type { TestApp } from "../open_test_app.ts";
import { trench_input } from "../routes/overlap_check.ts";
import { dig } from "../routes/trial_pit.ts";
import { at_town, load_small_town } from "../small_town.ts";

/** Text that a careless format would break. */
export const odd_text = 'Linde "é" \\N \\\\x41 \t\n\r,;{}[]\'$1 \u2028 💥 NULL';

/** Puts something into every table that can be filled through the API, and values that are easily lost. */
export async function fill_store(t: TestApp): Promise<void> {
  await load_small_town(t.test);
  const { sql } = t.test.store;
  const { body: scenario } = await t.ask("POST", "/scenarios", { name: "Plan", description: odd_text });
  const place = await at_town(t.test, 165150, 195004.5);
  const changes = [
    {
      op: "put",
      id: null,
      version: null,
      measure_type: "tree",
      geometry: { type: "Point", coordinates: place },
      name: "Linde 💥",
      from: "2027-03-01",
    },
    {
      op: "put",
      id: null,
      version: null,
      measure_type: "heat_line",
      geometry: {
        type: "LineString",
        coordinates: [await at_town(t.test, 165010, 195003), await at_town(t.test, 165190, 195003)],
      },
    },
  ];
  const made = await t.ask(
    "POST",
    `/scenarios/${scenario.id}/changes`,
    { changes },
    { "idempotency-key": "0b7f6d1e-9f0b-4b43-8a4d-1f2f5d6c7a10" },
  );
  if (made.status !== 200) throw new Error(JSON.stringify(made.body));
  // A hole in the numbers: the next id is not the largest plus one.
  const { body: gone } = await t.ask("POST", "/scenarios", { name: "Weg" });
  await t.ask("DELETE", `/scenarios/${gone.id}`, undefined, { "if-match": `"${gone.version}"` });
  await t.ask("POST", "/overlap_checks", await trench_input(t));
  const pit = await dig(t, { note: odd_text });
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    randomBytes(300_000),
  ]);
  const photo = await t.app.request(`/api/v1/trial_pits/${pit.body.id}/photo`, {
    method: "PUT",
    body: png,
    headers: { "content-type": "image/png" },
  });
  if (!photo.ok) throw new Error(await photo.text());
  await t.ask("POST", "/analysis");
  await sql`insert into import_mapping (authority_id, source_signature, mapping) values ('testdorp', ${odd_text}, '{"layers": []}')`;
  // Figures with all their digits, endless ones, arrays with odd members, half-open periods.
  await sql`
    update feature set top_m = 0.1 + 0.2, bottom_m = 1e17 + 1, traits = array['a', ${odd_text}, 'NULL', ''],
      period = '(,2030-01-01)', attributes = attributes || ${sql.json({ year_built: "1931", odd: odd_text })}
    where layer = 'tree'`;
  await sql`update feature set diameter_m = 'infinity' where layer = 'building'`;
  await sql`update feature set geom = st_translate(geom, 1e-9, 1.0 / 3) where layer = 'parking'`;
  await fill_accounts(t, scenario.id);
}

/** What people sign in with, what they were granted and what they looked at: no route reads it back. Last, since from then on the API asks who calls. */
async function fill_accounts(t: TestApp, scenario_id: number): Promise<void> {
  const { sql } = t.test.store;
  await sql.unsafe(`
    insert into organisation (authority_id, id, name) values ('testdorp', 'buur', 'Buur');
    insert into account (id, authority_id, organisation_id, role, name, email)
      values ('ada', 'testdorp', 'town', 'administrator', 'Ada 💥', 'ada@testdorp.be');
    insert into account_method (id, account_id, provider_id, subject, password_hash) values ('m', 'ada', 'credential', 'ada', 'salt:hash');
    insert into session (id, account_id, token, expires) values ('s', 'ada', 'token', now() + interval '1 day');
    insert into sign_in_state (id, identifier, value, expires) values ('i', 'state', '{}', now() + interval '1 hour');
    insert into one_time_link (token_hash, kind, account_id, expires) values ('\\x00ff27'::bytea, 'password', 'ada', now() + interval '1 day');
    insert into attempt (key, tries, since) values ('ada@testdorp.be', 3, now());
    insert into sign_in_secret (secret) values ('secret') on conflict do nothing;
    insert into api_token (authority_id, account_id, name, token_hash, scope, expires)
      values ('testdorp', 'ada', 'Script', '\\x5c0a'::bytea, 'read', now() + interval '1 day');
    insert into resident_link (authority_id, name, token_hash, scenario_id, measure_ids, expires, created_by)
      values ('testdorp', 'Buurt', '\\x01'::bytea, ${scenario_id}, '{1,2}', now() + interval '1 day', 'ada');
    insert into dataset_grant (authority_id, dataset_id, to_organisation_id, area, purpose, until, created_by)
      select authority_id, id, 'buur', st_multi(st_makeenvelope(165000.1, 195000, 165100, 195100.3, analysis_srid())), 'Werf', '2100-01-01', 'ada'
      from dataset order by id limit 1;
    insert into access_log (authority_id, dataset_id, dataset_name, owner_organisation_id, organisation_id, viewer, viewer_name, route, hour)
      select authority_id, id, name, owner_organisation_id, 'buur', 'x', 'X', 'GET /x', date_trunc('hour', now()) from dataset order by id limit 1`);
}
