create or replace function shared_stretch(_a geometry, _b geometry, _within_m double precision) returns geometry
language plpgsql immutable parallel safe
as $$
declare
  shared constant geometry := case
    when st_dimension(_a) = 0 or st_dimension(_b) = 0 then st_shortestline(_a, _b)
    when st_dimension(_a) > 1 and st_dimension(_b) = 1 then common_part(_b, st_buffer(_a, _within_m, 'quad_segs=4'))
    else common_part(_a, st_buffer(_b, _within_m, 'quad_segs=4')) end;
begin
  return case when st_isempty(shared) then st_shortestline(_a, _b) else shared end;
end $$;
comment on function shared_stretch(geometry, geometry, double precision) is
'Where two things lie within a distance of each other and could be done together: the part of the line that is near the other thing (of the first, where both are lines or both areas); the shortest line between them where one is a point. Analysis CRS, metres.';
