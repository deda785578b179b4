create or replace function long_side_m(_rectangle geometry) returns double precision
language sql immutable parallel safe
as $$
  select greatest(st_distance(st_pointn(_rectangle, 1), st_pointn(_rectangle, 2)), st_distance(st_pointn(_rectangle, 2), st_pointn(_rectangle, 3)))
$$;
comment on function long_side_m(geometry) is
'The longer side of a rectangle given as its ring (a line in the analysis CRS), in metres. Null for null or where there are no three points. A function of its own, so that stretch_length_m() is planned as part of the query that asks.';
