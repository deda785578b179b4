create or replace function street_station(_street_id text, _at geometry) returns double precision
language sql stable set search_path from current
as $$
  select p.from_m + st_linelocatepoint(p.geom, _at) * st_length(p.geom)
  from street_parts(_street_id) p
  order by st_distance(p.geom, _at), p.part
  limit 1
$$;
comment on function street_station(text, geometry) is
'How many metres along a street (as street_parts() measures it) a place in the analysis CRS is nearest; null where there is no such street.';
