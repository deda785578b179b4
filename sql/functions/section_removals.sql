create or replace function section_removals(_path geometry, _scenario_id bigint)
returns table (layer text, measure_id bigint, from_m double precision, to_m double precision)
language sql stable set search_path from current
as $$
  select r.layer, m.id, p.from_m, p.to_m
  from measure m
  join measure_type t on t.id = m.measure_type and t.removes <> '[]'
  cross join lateral (
    select case jsonb_typeof(e.value -> 'layer') when 'object' then measure_parameters(t.id, m.parameters) ->> (e.value -> 'layer' ->> 'param') else e.value ->> 'layer' end as layer,
      coalesce((e.value ->> 'within_m')::double precision, 0) as within_m
    from jsonb_array_elements(t.removes) e
  ) r
  cross join lateral section_places(case when r.within_m > 0 then st_buffer(m.geom, r.within_m) else m.geom end, _path, 0.1) p
  where m.authority_id = current_authority() and m.scenario_id = _scenario_id and m.geom && st_expand(_path, 5) and st_dwithin(m.geom, _path, r.within_m)
    and p.relation = 'span'
$$;
comment on function section_removals(geometry, bigint) is
'What the measures of a scenario take away along a cutting line (analysis CRS): which existing layer from where to where, in metres along the line, by which measure. As the measure types say (measure_type.removes). Empty without a scenario.';
