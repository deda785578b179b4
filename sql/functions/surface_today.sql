create or replace function surface_today(_district_id text default null)
returns table (surface text, area_m2 double precision, spaces bigint, without_spaces bigint)
language sql stable set search_path from current
as $$
  with within as materialized (
    select f.layer, f.attributes, f.geom, d.geom as district
    from feature f left join district d on d.authority_id = current_authority() and d.id = _district_id
    where f.authority_id = current_authority() and f.status = 'in_use'
      and f.layer in ('carriageway', 'footway', 'cycle_path', 'parking', 'green', 'surface_water')
      and (_district_id is null or f.geom && d.geom and st_intersects(f.geom, d.geom))
  )
  select case layer when 'surface_water' then 'water' else layer end,
    coalesce(sum(st_area(case when district is null or st_coveredby(geom, district) then geom else common_part(geom, district) end))
      filter (where st_dimension(geom) = 2), 0),
    sum(bays) filter (where layer = 'parking' and here), count(*) filter (where layer = 'parking' and here and bays is null)
  from within, lateral (select case when attributes ->> 'bays' ~ '^\d{1,6}$' then (attributes ->> 'bays')::bigint end) b (bays),
    lateral (select district is null or st_intersects(district, st_pointonsurface(geom))) h (here)
  group by 1
$$;
comment on function surface_today(text) is
'The street''s surface as it lies today in a district (null: everywhere), from the features that the viewer may see: m² per use, clipped; for parking the spaces that the source gives and how many features give none. Uses that the sources lay over each other are counted each.';
