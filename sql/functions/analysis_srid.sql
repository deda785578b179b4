create or replace function analysis_srid() returns integer
-- plpgsql keeps its plan; this is asked several times by nearly every statement.
language plpgsql stable parallel safe security definer set search_path from current
as $$
begin
  return (select s.analysis_srid from setting s);
end $$;
comment on function analysis_srid() is 'EPSG code of the one metric CRS of this deployment.';
