create or replace function scenario_street_m(_scenario_id bigint, _measure_types text[]) returns double precision
language sql stable set search_path from current
as $$
  with drawn as materialized (
    select m.geom from measure m
    where m.authority_id = current_authority() and m.scenario_id = _scenario_id and m.measure_type = any (_measure_types)
  ),
  place as (
    select distinct street_of(p.geom) as street_id
    from drawn d
    cross join lateral st_dump(d.geom) part
    cross join lateral st_dump(case when st_dimension(part.geom) = 1 and st_length(part.geom) > 20
      then st_lineinterpolatepoints(part.geom, 20 / st_length(part.geom), true) else st_pointonsurface(part.geom) end) p
  ),
  reach as materialized (select st_union(st_buffer(d.geom, 15, case when st_length(d.geom) > 30 and st_dimension(d.geom) = 1
    then 'endcap=flat quad_segs=4' else 'quad_segs=4' end), overlay_grid_m()) as geom from drawn d)
  select coalesce(sum(st_length(common_part(s.geom, r.geom))), 0)
  from reach r
    join street_segment s on s.authority_id = current_authority() and st_intersects(s.geom, r.geom)
  where s.street_id in (select p.street_id from place p)
$$;
comment on function scenario_street_m(bigint, text[]) is
'Metres of street that a scenario''s measures of the given types lie along: what of the centre lines is within 15 m of one of them (beside a line of more than 30 m, not past its ends), each metre once, of streets that a measure is in (every 20 m of a line is asked), not of those it only passes. 0 where there are none.';
