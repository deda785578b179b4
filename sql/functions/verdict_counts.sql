create or replace function verdict_counts(_authority_id text, _scenario_id bigint, _measure_id bigint) returns jsonb
language sql stable set search_path from current
as $$
  select coalesce(jsonb_object_agg(c.verdict, c.findings), '{}')
  from (
    select n.verdict, count(*) as findings from finding n cross join (select expired_dataset_ids() as ids offset 0) e
    where n.authority_id = _authority_id and n.scenario_id = _scenario_id and n.kind = 'conflict' and n.veil <> 'seen'
      and not coalesce(n.a_dataset_id = any (e.ids) or n.b_dataset_id = any (e.ids), false)
      and (_measure_id is null or n.a_kind = 'measure' and n.a_id = _measure_id or n.b_kind = 'measure' and n.b_id = _measure_id)
    group by n.verdict
  ) c
$$;
comment on function verdict_counts(text, bigint, bigint) is
'How many conflicts a scenario of an authority has, or one measure of it (null: all), by verdict, as an object. As anybody may know them: veiled where something is restricted.';
