create or replace function lesson_case(_authority_id text, _about text, _about_id text, _since timestamptz) returns jsonb
language plpgsql stable set search_path from current
as $$
begin
  if _about = 'finding' then return finding_case(_authority_id, _about_id, _since); end if;
  if _about = 'street' then
    return (select jsonb_build_object('name', s.name, 'length_m', round(s.length_m),
        'findings', (select coalesce(jsonb_object_agg(c.verdict, c.findings), '{}') from (
          select y.verdict, sum(y.findings) as findings from street_summary y
          where y.authority_id = s.authority_id and y.street_id = s.id and y.kind = 'conflict' and y.dataset_ids = '{}' group by y.verdict) c))
      from street s where s.authority_id = _authority_id and s.id = _about_id);
  end if;
  if _about = 'measure' then
    return (select jsonb_build_object('measure_type', m.measure_type, 'scenario', s.name, 'scenario_id', s.id,
        'length_m', case when st_dimension(m.geom) = 1 then round(st_length(m.geom)) end,
        'area_m2', case when st_dimension(m.geom) = 2 then round(st_area(m.geom)) end,
        'findings', verdict_counts(_authority_id, m.scenario_id, m.id), 'effects', effect_sums(_authority_id, m.scenario_id, m.id))
      from measure m join scenario s on s.authority_id = m.authority_id and s.id = m.scenario_id
      where m.authority_id = _authority_id and m.id = case when _about_id ~ '^[0-9]{1,18}$' then _about_id::bigint end);
  end if;
  return (select jsonb_build_object('name', s.name,
      'measure_count', (select count(*) from measure m where m.authority_id = s.authority_id and m.scenario_id = s.id),
      'findings', verdict_counts(_authority_id, s.id, null), 'effects', effect_sums(_authority_id, s.id, null))
    from scenario s where s.authority_id = _authority_id and s.id = case when _about_id ~ '^[0-9]{1,18}$' then _about_id::bigint end);
end $$;
comment on function lesson_case(text, text, text, timestamptz) is
'The numbers of what a lesson of an authority is about, as anybody may know them: of a street or scenario its name (not of a measure: what somebody wrote beside a line is not for everybody), its size, conflicts by verdict, and what it counts for; of a finding see finding_case (_since: when the lesson was written). Null where the thing is gone. Called by workbook() only, which decides who may ask.';
