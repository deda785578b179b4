create or replace function overlap_zone(_check overlap_check) returns geometry
language sql stable set search_path from current
as $$
  select case
    when _check.scenario_id is not null then (
      select st_union(st_buffer(m.geom, case when st_dimension(m.geom) = 2 then 0 else greatest(coalesce(m.diameter_m, 0) / 2, 0.25) end), overlay_grid_m())
      from measure_thing m where m.authority_id = _check.authority_id and m.scenario_id = _check.scenario_id)
    when st_dimension(_check.geom) = 1 then st_buffer(_check.geom, _check.trench_width_m / 2, 'endcap=flat join=mitre mitre_limit=2')
    else _check.geom end
$$;
comment on function overlap_zone(overlap_check) is
'The ground that an overlap check asks about, in the analysis CRS: the area; the trench along the line; what the measures of the scenario become, lines and points at least 0.5 m wide. Null for a scenario without measures.';
