create or replace function stretch_length_m(_stretch geometry) returns double precision
language sql immutable parallel safe
as $$
  select case when st_dimension(_stretch) = 2 then long_side_m(st_exteriorring(st_orientedenvelope(_stretch))) else st_length(_stretch) end
$$;
comment on function stretch_length_m(geometry) is
'How long a stretch is, in metres: the length of a line; of an area the longer side of the narrowest rectangle around it; 0 of a point. Null for null.';
