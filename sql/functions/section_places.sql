create or replace function section_places(_geom geometry, _path geometry, _near_m double precision)
returns table (relation text, from_m double precision, to_m double precision, distance_m double precision, angle_deg double precision)
language plpgsql immutable parallel safe
as $$
declare
  length_m constant double precision := st_length(_path);
  piece record;
begin
  if st_dimension(_geom) = 0 then
    return query
      select 'point', f.at * length_m, f.at * length_m, st_distance(d.geom, _path), null::double precision
      from st_dump(_geom) d cross join lateral (select st_linelocatepoint(_path, d.geom) as at) f
      where f.at > 0 and f.at < 1 and st_distance(d.geom, _path) <= _near_m;
    return;
  elsif st_dimension(_geom) = 2 then
    return query
      select 'span', least(s.a, s.b) * length_m, greatest(s.a, s.b) * length_m, 0::double precision, null::double precision
      from st_dump(common_part(_path, _geom)) d
      cross join lateral (select st_linelocatepoint(_path, st_startpoint(d.geom)) as a, st_linelocatepoint(_path, st_endpoint(d.geom)) as b) s
      where st_dimension(d.geom) = 1;
    return;
  end if;
  for piece in
    select d.geom, least(s.a, s.b) * length_m as from_m, greatest(s.a, s.b) * length_m as to_m
    from st_dump(common_part(_geom, st_buffer(_path, _near_m, 'endcap=flat quad_segs=2'))) d
    cross join lateral (select st_linelocatepoint(_path, st_startpoint(d.geom)) as a, st_linelocatepoint(_path, st_endpoint(d.geom)) as b) s
    where st_dimension(d.geom) = 1 and st_length(d.geom) > 0.001
  loop
    return query
    with met as (
      select p.geom, line_angle_deg(piece.geom, _path, p.geom) as angle from st_dump(common_part(piece.geom, _path)) p where st_dimension(p.geom) = 0
    ),
    crossing as (
      select case when st_distance(m.geom, st_boundary(piece.geom)) < 0.01 then 'ends' else 'crossing' end as how,
        st_linelocatepoint(_path, m.geom) * length_m as at_m, m.angle
      from met m where m.angle >= 15
    ),
    lie as (
      select st_distance(piece.geom, _path) as off_m,
        line_angle_deg(st_makeline(st_startpoint(piece.geom), st_endpoint(piece.geom)), _path, st_closestpoint(_path, piece.geom)) as chord_deg
    )
    select c.how, c.at_m, c.at_m, 0::double precision, c.angle from crossing c
    union all
    -- A straight line at 15 degrees leaves the slice after 2 * near / tan(15): what stays longer runs along.
    select 'along', piece.from_m, piece.to_m, l.off_m, l.chord_deg from lie l
    where (not exists (select from crossing) and coalesce(l.chord_deg, 0) < 15) or piece.to_m - piece.from_m > 7.47 * _near_m
    union all
    select 'ends', e.at_m, e.at_m, l.off_m, l.chord_deg
    from lie l cross join lateral (select st_linelocatepoint(_path, st_closestpoint(piece.geom, _path)) * length_m as at_m) e
    where not exists (select from crossing) and l.chord_deg >= 15 and piece.to_m - piece.from_m <= 7.47 * _near_m
      and e.at_m > 0 and e.at_m < length_m;
  end loop;
end $$;
comment on function section_places(geometry, geometry, double precision) is
'Where a thing is met along a cutting line (one line, analysis CRS), in metres from its start. Areas: every span of the line inside them. Points: within _near_m of the line, beside it and not past its ends. Lines: crossing (15 degrees or more off the cutting line), along (within _near_m and less than 15 degrees off, or so for longer than such a line could be), ends (they stop at the line or within _near_m of it, or touch it and turn back). distance_m is how far from the line, 0 where met. Empty where nothing is near.';
