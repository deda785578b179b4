create or replace function to_analysis(_geom geometry) returns geometry
language plpgsql stable parallel safe set search_path from current
as $$
declare
  srid constant integer := analysis_srid();
begin
  return case when st_srid(_geom) = srid then _geom else st_transform(_geom, srid) end;
end $$;
comment on function to_analysis(geometry) is 'A geometry in the analysis CRS; data that already come in it are never re-projected.';
