create or replace function counted_before(_measure measure, _counted geometry)
returns table (id bigint, measure_type text, footprint geometry, signs jsonb)
language sql stable set search_path from current
as $$
  with near as materialized (
    select m.id, m.measure_type, measure_parameters(m.measure_type, m.parameters) as parameters, m.geom
    from measure_type t, measure m
    where t.id = _measure.measure_type
      and m.authority_id = _measure.authority_id and m.scenario_id = _measure.scenario_id and m.id < _measure.id
      and m.measure_type = any(t.counted_with)
      -- Farther than the widest footprint reaches, none can cover it.
      and m.geom && st_expand(_counted, 10) and st_dwithin(m.geom, _counted, 10)
  ),
  counts as materialized (
    select near.*, measure_counted_geom(near.measure_type, near.geom, near.parameters) as counted from near
  ),
  place as materialized (
    select counts.*, measure_footprint(counted, parameters, st_dimension(counted) = 0 and st_dimension(_counted) = 0) as footprint from counts
  )
  select p.id, p.measure_type, p.footprint, counted_signs(p.measure_type, p.parameters, p.counted)
  from place p where st_intersects(p.footprint, _counted)
$$;
comment on function counted_before(measure, geometry) is
'The measures of the scenario drawn before this one that may count the same at the same place (measure_type.counted_with), with the place that they cover and what they add or remove there: what lies in it must not be counted again. Analysis CRS.';
