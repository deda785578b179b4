create or replace function history_geom(_row jsonb) returns geometry
language sql stable set search_path from current
as $$
  select st_setsrid(st_geomfromgeojson((_row -> 'geom') - 'crs'), analysis_srid())
  where jsonb_typeof(_row -> 'geom') = 'object'
$$;
comment on function history_geom(jsonb) is
'The geometry of a row as the history keeps it (GeoJSON in the analysis CRS, to nine decimals of a metre); null where it has none.';
