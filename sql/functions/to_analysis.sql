create or replace function to_analysis(_geom geometry) returns geometry
language sql stable parallel safe set search_path from current
as $$ select case when st_srid(_geom) = analysis_srid() then _geom else st_transform(_geom, analysis_srid()) end $$;
comment on function to_analysis(geometry) is 'A geometry in the analysis CRS; data that already come in it are never re-projected.';
