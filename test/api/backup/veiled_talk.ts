import { createHash } from "node:crypto";
import type postgres from "postgres";
import { expect } from "vitest";
import type { Store } from "../../../api/store/open_store.ts";

/** The first migration by which what is veiled of a measure has an id without a piece in it. */
export const told_since = "0230";
const town = "buurdorp";
const secret = "5ec2e700-0000-4000-8000-000000000230";
const scenario_id = 100;
const measure_id = 7;
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
/** Pieces of a hidden line and the ids that their findings had: two that are there and told veiled, one of them in the name of both. */
const [first, second, possible, open, today] = [1, 2, 3, 4, 5].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
];

/** The id that all of one dataset's things in a layer have for who may not see them; as veiled_finding_id() is described. */
function told(rule_id: string, dataset_id: number): string {
  const hex = createHash("md5")
    .update([secret, "veiled", scenario_id, rule_id, measure_id, "gas_low", dataset_id].join("|"))
    .digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Puts findings with hidden things and what was decided, said and written of them into a store as it was before `told_since`. */
export async function put_veiled_talk(connection: postgres.ReservedSql): Promise<void> {
  await connection.unsafe(`
    insert into authority (id, name, veil_secret) values ('${town}', 'Buurdorp', '${secret}');
    insert into organisation (authority_id, id, name) values ('${town}', 'town', 'Buurdorp'), ('${town}', 'gas', 'Gas');
    insert into dataset (authority_id, id, key, name, importer, source_file, owner_organisation_id, access_class, srid) overriding system value
      select '${town}', n, 'gas' || n, 'gas' || n, 'test', 'x', 'gas', c, 31370 from (values (901, 'restricted'), (902, 'restricted'), (903, 'public')) d (n, c);
    insert into scenario (authority_id, id, name) overriding system value values ('${town}', ${scenario_id}, 'Plan');
    -- As measure and feature, and, of rule r2, as feature and measure.
    insert into finding (authority_id, id, scenario_id, rule_id, a_kind, a_layer, a_id, a_part, a_dataset_id, b_kind, b_layer, b_id, b_part, b_dataset_id,
      kind, severity, verdict, assumed, stretch, stretch_m, veil)
    select '${town}', id::uuid, ${scenario_id}, 'r1', 'measure', 'tree', ${measure_id}, 0, null, 'feature', 'gas_low', piece, 0, 901,
      'conflict', 'block', 'violated', '{}'::text[], st_setsrid(st_point(0, 0), 31370), 0, veil
    from (values ('${first}', 51, 'seen'), ('${second}', 52, 'seen'), ('${first}', 51, 'hidden'), ('${second}', 52, 'hidden')) p (id, piece, veil)
    union all
    -- Clear for who sees it.
    select '${town}', '${possible}', ${scenario_id}, 'r2', 'feature', 'gas_low', 53, 0, 902, 'measure', 'tree', ${measure_id}, 0, null,
      'conflict', 'block', 'possible', '{}'::text[], st_setsrid(st_point(0, 0), 31370), 0, 'hidden'
    union all
    select '${town}', '${open}', ${scenario_id}, 'r1', 'measure', 'tree', ${measure_id}, 0, null, 'feature', 'gas_low', 54, 0, 903,
      'conflict', 'block', 'violated', '{}'::text[], st_setsrid(st_point(0, 0), 31370), 0, 'none'
    union all
    select '${town}', '${today}', null, 'r1', 'feature', 'tree', 60, 0, 903, 'feature', 'gas_low', 51, 0, 901,
      'conflict', 'block', 'violated', '{}'::text[], st_setsrid(st_point(0, 0), 31370), 0, 'none';
    insert into finding_decision (authority_id, id, scenario_id, state, reason, inputs, decided_by, organisation_id, decided_at)
    select '${town}', id::uuid, scenario, state, reason, '{}', 'x', 'gas', at::timestamptz from (values
      ('${first}', ${scenario_id}, 'accepted', 'eerst', '2026-11-01'), ('${second}', ${scenario_id}, 'rejected', 'later', '2026-11-02'),
      ('${open}', ${scenario_id}, 'mitigated', 'open', '2026-11-01'), ('${today}', null, 'accepted', 'vandaag', '2026-11-01')) d (id, scenario, state, reason, at);
    insert into finding_message (authority_id, finding_id, scenario_id, text, author, organisation_id)
    select '${town}', id::uuid, scenario, text, 'x', 'gas' from (values
      ('${first}', ${scenario_id}, 'een'), ('${second}', ${scenario_id}, 'twee'), ('${possible}', ${scenario_id}, 'drie'), ('${open}', ${scenario_id}, 'vier'), ('${today}', null, 'vijf')) m (id, scenario, text);
    insert into lesson (authority_id, about, about_id, kind, theme, what, status, created_by)
    values ('${town}', 'finding', '${second}', 'lesson', 'space', 'les', 'open', 'x'), ('${town}', 'finding', '${open}', 'lesson', 'space', 'open les', 'open', 'x');
    insert into notification (authority_id, kind, organisation_id, roles, about)
    values ('${town}', 'finding_message', 'gas', '{utility_partner}', '{"finding_id": "${second}"}'), ('${town}', 'digest', 'gas', '{planner}', '{"open": 1}');`);
}

/** After the upgrade it all stands where it is told from now on, and nothing was lost. */
export async function expect_veiled_talk({ sql }: Store): Promise<void> {
  const both = told("r1", 901);
  const alone = told("r2", 902);
  const ids = (rows: readonly { text: string; id: string }[]) =>
    Object.fromEntries(rows.map((row) => [row.text, row.id]));
  const findings = await sql<{ id: string; veil: string; told_id: string; pieces: number[] | null }[]>`
    select id::text, veil, coalesce(told_id, id)::text as told_id, pieces from finding n where authority_id = ${town} order by veil, id`;
  expect(new Set(findings.filter(({ veil }) => veil === "seen"))).toEqual(
    new Set([first, second].map((id) => ({ id, veil: "seen", told_id: both, pieces: null }))),
  );
  // Once for all pieces, and by which they are who was granted some of them is told of the others.
  expect(
    findings.filter(({ veil }) => veil === "hidden").sort((a, b) => a.pieces![0]! - b.pieces![0]!),
  ).toEqual([
    { id: both, veil: "hidden", told_id: both, pieces: [51, 52] },
    { id: alone, veil: "hidden", told_id: alone, pieces: [53] },
  ]);
  const decided = await sql<{ id: string; text: string }[]>`
    select id::text, reason as text from finding_decision where authority_id = ${town}`;
  // Of two pieces the last word stands.
  expect(ids(decided)).toEqual({ later: both, open, vandaag: today });
  const messages = await sql<{ id: string; text: string }[]>`
    select finding_id::text as id, text from finding_message where authority_id = ${town}`;
  expect(ids(messages)).toEqual({ een: both, twee: both, drie: alone, vier: open, vijf: today });
  const lessons = await sql<{ id: string; text: string }[]>`
    select about_id as id, what as text from lesson where authority_id = ${town}`;
  expect(ids(lessons)).toEqual({ les: both, "open les": open });
  const told_of = await sql<{ about: unknown }[]>`
    select about from notification where authority_id = ${town} order by kind desc`;
  expect(told_of.map(({ about }) => about)).toEqual([{ finding_id: both }, { open: 1 }]);
}
