create or replace function section_places(_geom geometry, _path geometry, _near_m double precision)
returns table (relation text, from_m double precision, to_m double precision, distance_m double precision, angle_deg double precision)
language plpgsql immutable parallel safe
as $$
declare
  length_m constant double precision := st_length(_path);
  met geometry;
begin
  if st_dimension(_geom) = 0 then
    for met in select d.geom from st_dump(_geom) d loop
      from_m := st_linelocatepoint(_path, met) * length_m;
      to_m := from_m;
      distance_m := st_distance(met, _path);
      relation := 'point';
      if from_m > 0 and from_m < length_m and distance_m <= _near_m then return next; end if;
    end loop;
    return;
  elsif st_dimension(_geom) = 2 then
    for met in select d.geom from st_dump(common_part(_path, _geom)) d where st_dimension(d.geom) = 1 loop
      from_m := st_linelocatepoint(_path, st_startpoint(met)) * length_m;
      to_m := st_linelocatepoint(_path, st_endpoint(met)) * length_m;
      distance_m := 0;
      relation := 'span';
      return next;
    end loop;
    return;
  end if;
  return query select * from section_line_places(_geom, _path, _near_m);
end $$;
comment on function section_places(geometry, geometry, double precision) is
'Where a thing is met along a cutting line (one line, analysis CRS), in metres from its start. Areas: every span of the line inside them. Points: within _near_m of the line, beside it and not past its ends. Lines: see section_line_places(). distance_m is how far from the line, 0 where met. Empty where nothing is near.';
