create or replace function overlap_checks(_id bigint default null, _limit integer default 50)
returns table (id bigint, name text, created_at timestamptz, scenario_id bigint, trench_width_m double precision, dig_depth_m double precision,
  measure_type text, parameters jsonb, geometry jsonb, zone jsonb, zone_area_m2 double precision)
language sql stable security definer set search_path from current
as $$
  select c.id, c.name, c.created_at, c.scenario_id, c.trench_width_m, c.dig_depth_m, c.measure_type, c.parameters,
    st_asgeojson(st_transform(c.geom, 4326), 8)::jsonb, st_asgeojson(st_transform(z.zone, 4326), 8)::jsonb, coalesce(st_area(z.zone), 0)
  from overlap_check c
  cross join lateral (select case when _id is not null then overlap_zone(c) end as zone) z
  where c.authority_id = current_authority() and own_row(c.organisation_id) and (_id is null or c.id = _id)
  order by c.id desc
  limit _limit
$$;
comment on function overlap_checks(bigint, integer) is
'The overlap checks of the authority, newest first, or the one asked for, then with its ground (overlap_zone) and its area in square metres; geometry as GeoJSON in WGS 84.';
