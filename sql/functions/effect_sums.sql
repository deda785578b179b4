create or replace function effect_sums(_authority_id text, _scenario_id bigint, _measure_id bigint) returns jsonb
language sql stable set search_path from current
as $$
  select coalesce(jsonb_agg(jsonb_build_object('kind', s.kind, 'item', s.item, 'value', s.value) order by s.kind, s.item), '[]')
  from (
    select e.kind, e.item, sum(e.value) as value from measure_effect e
    where e.authority_id = _authority_id and e.scenario_id = _scenario_id and (_measure_id is null or e.measure_id = _measure_id)
      and e.kind in ('indicator', 'cost')
    group by e.kind, e.item having sum(e.value) <> 0
  ) s
$$;
comment on function effect_sums(text, bigint, bigint) is
'What a scenario of an authority, or one measure of it (null: all), counts for: a list of kind (indicator or cost), item and value in the item''s unit; nothing where it counts for nothing.';
