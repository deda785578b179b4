import type postgres from "postgres";

/** What in a store does not belong together though it is stored together, or was left by something cut off. */
export async function store_faults(sql: postgres.Sql): Promise<string[]> {
  const [row] = await sql<Record<string, number>[]>`
    select
      (select count(*)::int from measure m where not exists (select from measure_thing t where t.measure_id = m.id)) as measures_without_things,
      (select count(*)::int from measure_thing t where not exists (select from measure m where m.id = t.measure_id)) as things_without_measure,
      (select count(*)::int from measure m where (select coalesce(sum(share), 0) from measure_district d where d.measure_id = m.id) not between 0.999 and 1.001) as measures_not_counted,
      (select count(*)::int from measure m where m.version <> (select count(*) from change c where c.word = 'measure' and c.thing_id = m.id::text)) as measures_with_other_history,
      (select count(*)::int from (select thing_id, (array_agg(action order by id desc))[1] as last from change where word = 'measure' group by 1) c
        where (last = 'delete') = exists (select from measure m where m.id::text = c.thing_id)) as histories_with_other_end,
      (select count(*)::int from import_row) as rows_left_staged,
      (select count(*)::int from import where state not in ('done', 'failed', 'cancelled')) as imports_unfinished`;
  const faults = Object.entries(row!).flatMap(([name, count]) => (count > 0 ? [`${name}: ${count}`] : []));

  // What is kept edit by edit is what working everything out anew gives.
  const stored = await sql<
    { id: string }[]
  >`select id from finding where scenario_id is not null order by id`;
  const worked_out = await sql
    .begin(async (transaction) => {
      await transaction`select set_config('straatlagen.authority', id, true) from authority`;
      await transaction`select evaluate_scenario(id) from scenario`;
      const rows = await transaction<
        { id: string }[]
      >`select id from finding where scenario_id is not null order by id`;
      throw new Undone(rows.map((finding) => finding.id));
    })
    .catch((error) => {
      if (error instanceof Undone) return error.ids;
      throw error;
    });
  if (JSON.stringify(stored.map((finding) => finding.id)) !== JSON.stringify(worked_out))
    faults.push(`findings: ${stored.length} stored, ${(worked_out as string[]).length} worked out anew`);
  return faults;
}

/** Ends a transaction that only looked. */
class Undone extends Error {
  constructor(readonly ids: readonly string[]) {
    super("undone");
  }
}
