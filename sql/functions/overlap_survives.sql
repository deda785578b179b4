create or replace function overlap_survives(_a geometry, _b geometry, _u_m double precision) returns boolean
language sql immutable parallel safe
as $$
  select case
    when st_dimension(_b) = 2 then st_intersects(_a, st_buffer(_b, -_u_m))
    when st_dimension(_a) = 2 then st_intersects(_b, st_buffer(_a, -_u_m))
    else false end
$$;
comment on function overlap_survives(geometry, geometry, double precision) is
'True when two overlapping geometries still meet after either was shifted by up to _u_m metres: part of the one lies at least that deep inside the area of the other. Lines and points without an area between them: false, since any shift may part them.';
