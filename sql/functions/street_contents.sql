create or replace function street_contents(_street_id text)
returns table (layer text, feature_count bigint, length_m double precision, area_m2 double precision,
  top_min_m double precision, bottom_max_m double precision, unknown_depth_count bigint, assumed_position_count bigint, synthetic boolean)
language sql stable set search_path from current
as $$
  select f.layer, count(*),
    sum(st_length(p.part)) filter (where st_dimension(f.geom) = 1),
    sum(st_area(p.part)) filter (where st_dimension(f.geom) = 2),
    min(f.top_m), max(f.bottom_m),
    count(*) filter (where f.depth_source = 'unknown'),
    count(*) filter (where f.position_accuracy_m is null),
    bool_or(d.synthetic)
  from street s
  join feature f on f.authority_id = s.authority_id and f.geom && s.zone and st_intersects(f.geom, s.zone)
  join dataset d on d.authority_id = f.authority_id and d.id = f.dataset_id
  cross join lateral (select case when st_dimension(f.geom) > 0 then common_part(f.geom, s.zone) end as part) p
  where s.authority_id = current_authority() and s.id = _street_id
  group by f.layer
$$;
comment on function street_contents(text) is
'What lies in and under a street''s zone, per layer: number, metres of line and square metres of area inside the zone, depth range below ground in metres, how many have no known depth or an assumed position. Runs with the viewer''s own rights: hidden datasets are not counted.';
