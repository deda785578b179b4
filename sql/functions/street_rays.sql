create or replace function street_rays(_street_ids text[], _layer text, _reach_m double precision default 25)
returns table (street_id text, side integer, half_width_m double precision)
language sql stable set search_path from current
as $$
  with line as materialized (
    select s.id, d.geom as line, st_length(d.geom) as length_m
    from street s cross join lateral st_dump(s.axis) d
    where s.authority_id = current_authority() and s.id = any (_street_ids) and st_length(d.geom) > 2
  ),
  station as materialized (
    -- One every 8 m, away from the ends, where the facades of the crossing street begin.
    select l.id, st_lineinterpolatepoint(l.line, f) as here,
      st_azimuth(st_lineinterpolatepoint(l.line, greatest(f - 1 / l.length_m, 0)), st_lineinterpolatepoint(l.line, least(f + 1 / l.length_m, 1))) as bearing
    from line l
    cross join lateral generate_series(1, greatest(1, floor(l.length_m / 8)::integer)) n
    cross join lateral (select (n - 0.5) / greatest(1, floor(l.length_m / 8)) as f) p
  ),
  ray as materialized (
    select t.id, t.here, s.side,
      st_makeline(t.here, st_translate(t.here, sin(t.bearing + s.side * pi() / 2) * _reach_m, cos(t.bearing + s.side * pi() / 2) * _reach_m)) as ray
    from station t cross join (values (-1), (1)) s (side)
    where t.bearing is not null
  )
  select r.id, r.side, percentile_cont(0.5) within group (order by h.d)
  from ray r
  cross join lateral (
    select min(st_distance(r.here, common_part(r.ray, f.geom))) as d
    from feature f
    where f.authority_id = current_authority() and f.layer = _layer and f.geom && r.ray and st_intersects(f.geom, r.ray)
  ) h
  where h.d > 1.5
  group by r.id, r.side
$$;
comment on function street_rays(text[], text, double precision) is
'How far a street reaches to either side (-1 left, 1 right of its centre lines): the median distance in metres, over rays at right angles every 8 m, to the first building or parcel within _reach_m. Medians pass over gaps, gates and corners. No row for a side that meets nothing.';
