create or replace function dataset_contents(_dataset_id bigint)
returns table (layer text, feature_count bigint, length_m double precision, area_m2 double precision,
  top_min_m double precision, bottom_max_m double precision, unknown_depth_count bigint, assumed_position_count bigint, synthetic boolean)
language sql stable set search_path from current
as $$
  select f.layer, count(*),
    sum(st_length(f.geom)) filter (where st_dimension(f.geom) = 1),
    sum(st_area(f.geom)) filter (where st_dimension(f.geom) = 2),
    min(f.top_m), max(f.bottom_m),
    count(*) filter (where f.depth_source = 'unknown'),
    count(*) filter (where f.position_accuracy_m is null),
    bool_or(d.synthetic)
  from feature f
  join dataset d on d.authority_id = f.authority_id and d.id = f.dataset_id
  where f.authority_id = current_authority() and f.dataset_id = _dataset_id
  group by f.layer
$$;
comment on function dataset_contents(bigint) is
'What a dataset holds, per layer, with the same columns as street_contents: number, metres of line, square metres of area, depth range below ground, how many have no known depth or an assumed position. Runs with the viewer''s own rights.';
