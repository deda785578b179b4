create or replace function measure_shape(_geom geometry, _shape text, _spacing_m double precision, _radius_m double precision, _offset_m double precision)
returns setof geometry
language plpgsql immutable set search_path from current
as $$
declare
  line geometry;
  length_m double precision;
begin
  if _shape = 'same' then
    return next _geom;
  elsif _shape = 'buffer' then
    return next st_buffer(_geom, _radius_m);
  elsif _shape = 'offset' then
    if _offset_m = 0 then return next _geom; return; end if;
    return next st_offsetcurve(_geom, _offset_m);
  elsif _shape in ('points_along', 'buffer_points_along') then
    if st_dimension(_geom) = 0 then
      return query select case _shape when 'points_along' then d.geom else st_buffer(d.geom, _radius_m) end from st_dump(_geom) d;
      return;
    end if;
    for line in select d.geom from st_dump(case when st_dimension(_geom) = 2 then st_boundary(_geom) else _geom end) d loop
      length_m := st_length(line);
      -- A thousandth of a spacing: a line of just so many spacings keeps its last point on the way from WGS 84.
      return query
        select case _shape when 'points_along' then p else st_buffer(p, _radius_m) end
        from generate_series(0, floor(length_m / _spacing_m + 0.001)::integer) n,
          lateral (select st_lineinterpolatepoint(line, least(1, n * _spacing_m / length_m))) s (p)
        where length_m > 0;
    end loop;
  else
    raise exception 'unknown shape % of a measure type', _shape;
  end if;
end $$;
comment on function measure_shape(geometry, text, double precision, double precision, double precision) is
'The geometry that a drawn measure turns into: same; buffer (radius); offset (sideways, left positive); points_along (one every spacing from the start of the line, or along the boundary of an area); buffer_points_along. Analysis CRS, metres.';
