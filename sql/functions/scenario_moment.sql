create or replace function scenario_moment(_scenario_id bigint, _change_id bigint, _word text)
returns table (id bigint, then_row jsonb, last_version bigint)
language sql stable set search_path from current
as $$
  select c.thing_id::bigint, (array_agg(c.after order by c.id desc) filter (where c.id <= _change_id))[1],
    max((coalesce(c.after, c.before) ->> 'version')::bigint)
  from change c
  where c.authority_id = current_authority() and c.word = _word and c.word in ('measure', 'scenario_phase', 'restoration')
    and coalesce(c.after, c.before) ->> 'scenario_id' = _scenario_id::text
  group by 1
$$;
comment on function scenario_moment(bigint, bigint, text) is
'The measures or phases (_word: measure, scenario_phase) that a scenario ever had: each as it was right after a change of the history (null: it was not there) and the highest version it ever had. The geometry in it is GeoJSON in the analysis CRS.';
