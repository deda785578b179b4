create or replace function counted_after(_measure measure) returns setof measure
language sql stable set search_path from current
as $$
  with own as materialized (
    select t.counted_with, c.counted, measure_footprint(c.counted, g.parameters) as footprint,
      measure_footprint(c.counted, g.parameters, st_dimension(c.counted) = 0) as footprint_among_points
    from measure_type t,
      lateral (select measure_parameters(_measure.measure_type, _measure.parameters) offset 0) g (parameters),
      lateral (select measure_counted_geom(_measure.measure_type, _measure.geom, g.parameters) offset 0) c (counted)
    where t.id = _measure.measure_type
  ),
  near as materialized (
    select m.id, measure_counted_geom(m.measure_type, m.geom, measure_parameters(m.measure_type, m.parameters)) as counted
    from own, measure m
    where m.authority_id = _measure.authority_id and m.scenario_id = _measure.scenario_id and m.id > _measure.id
      and m.measure_type = any(own.counted_with)
      and m.geom && st_expand(own.footprint, 0.5) and st_dwithin(m.geom, own.footprint, 0.5)
  )
  select m.*
  from own, near, measure m
  where m.authority_id = _measure.authority_id and m.id = near.id
    and st_intersects(case when st_dimension(near.counted) = 0 then own.footprint_among_points else own.footprint end, near.counted)
$$;
comment on function counted_after(measure) is
'The measures of the scenario drawn after this one that count less where it lies: those for which counted_before() has it.';
