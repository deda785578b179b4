create or replace function analysis_srid() returns integer
language sql stable parallel safe security definer set search_path from current
as $$ select analysis_srid from setting $$;
comment on function analysis_srid() is 'EPSG code of the one metric CRS of this deployment.';
