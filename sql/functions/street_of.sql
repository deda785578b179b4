create or replace function street_of(_geom geometry) returns text
language plpgsql stable parallel safe
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
begin
  return (
    select s.street_id
    from street_segment s
    where s.authority_id = current_authority() and s.street_id is not null
      and s.geom && st_expand(_geom, 30) and st_dwithin(s.geom, _geom, 30)
    order by st_distance(s.geom, _geom), s.id
    limit 1);
end $$;
comment on function street_of(geometry) is
'The street that a place belongs to: that of the nearest centre line within 30 m of a point in the analysis CRS; null where there is none.';
