create or replace function section_line_places(_geom geometry, _path geometry, _near_m double precision)
returns table (relation text, from_m double precision, to_m double precision, distance_m double precision, angle_deg double precision)
language plpgsql immutable parallel safe
as $$
declare
  length_m constant double precision := st_length(_path);
  -- A straight line at 15 degrees leaves the slice after 2 * near / tan(15): what stays longer runs along.
  long_m constant double precision := 7.47 * _near_m;
  piece geometry;
  met geometry;
  crossed boolean;
begin
  -- Two straight lines, which is most of them, need no slice where they cross.
  if st_npoints(_geom) = 2 and st_npoints(_path) = 2 then
    piece := case when st_numgeometries(_geom) = 1 then st_geometryn(_geom, 1) end;
    met := common_part(piece, _path);
    angle_deg := case when st_geometrytype(met) = 'ST_Point' and not st_isempty(met) then line_angle_deg(piece, _path, met) end;
    if angle_deg >= 15 then
      relation := case when st_dwithin(met, st_startpoint(piece), 0.01) or st_dwithin(met, st_endpoint(piece), 0.01) then 'ends' else 'crossing' end;
      from_m := st_linelocatepoint(_path, met) * length_m;
      to_m := from_m;
      distance_m := 0;
      return next;
      return;
    end if;
  end if;
  for piece in
    select d.geom from st_dump(common_part(_geom, st_buffer(_path, _near_m, 'endcap=flat quad_segs=2'))) d
    where st_dimension(d.geom) = 1 and st_length(d.geom) > 0.001
  loop
    crossed := false;
    distance_m := 0;
    for met in select p.geom from st_dump(common_part(piece, _path)) p where st_dimension(p.geom) = 0 loop
      angle_deg := line_angle_deg(piece, _path, met);
      if angle_deg >= 15 then
        crossed := true;
        relation := case when st_dwithin(met, st_startpoint(piece), 0.01) or st_dwithin(met, st_endpoint(piece), 0.01) then 'ends' else 'crossing' end;
        from_m := st_linelocatepoint(_path, met) * length_m;
        to_m := from_m;
        return next;
      end if;
    end loop;
    from_m := st_linelocatepoint(_path, st_startpoint(piece)) * length_m;
    to_m := st_linelocatepoint(_path, st_endpoint(piece)) * length_m;
    if from_m > to_m then select to_m, from_m into from_m, to_m; end if;
    distance_m := st_distance(piece, _path);
    angle_deg := line_angle_deg(st_makeline(st_startpoint(piece), st_endpoint(piece)), _path, st_closestpoint(_path, piece));
    if to_m - from_m > long_m or not crossed and coalesce(angle_deg, 0) < 15 then
      relation := 'along';
      return next;
    elsif not crossed then
      relation := 'ends';
      from_m := st_linelocatepoint(_path, st_closestpoint(piece, _path)) * length_m;
      to_m := from_m;
      if from_m > 0 and from_m < length_m then return next; end if;
    end if;
  end loop;
end $$;
comment on function section_line_places(geometry, geometry, double precision) is
'Where a line is met along a cutting line (one line, analysis CRS), in metres from its start: crossing (15 degrees or more off the cutting line), along (within _near_m and less than 15 degrees off, or so for longer than such a line could be), ends (it stops at the line or within _near_m of it, or comes near and turns back). distance_m is how far from the line, 0 where met. Empty where nothing is near.';
