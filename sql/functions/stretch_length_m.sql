create or replace function stretch_length_m(_stretch geometry) returns double precision
language sql immutable parallel safe
as $$
  select case when st_dimension(_stretch) = 2 then (
      select greatest(st_distance(st_pointn(r.ring, 1), st_pointn(r.ring, 2)), st_distance(st_pointn(r.ring, 2), st_pointn(r.ring, 3)))
      from (select st_exteriorring(st_orientedenvelope(_stretch)) as ring) r)
    else st_length(_stretch) end
$$;
comment on function stretch_length_m(geometry) is
'How long a stretch is, in metres: the length of a line; of an area the longer side of the narrowest rectangle around it; 0 of a point. Null for null.';
