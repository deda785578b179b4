create or replace function feature_by_id(_layer text, _id bigint)
returns table (id bigint, layer text, status text, source_id text, top_m double precision, bottom_m double precision, diameter_m double precision,
  position_accuracy_m double precision, depth_accuracy_m double precision, depth_source text, length_in_street_m double precision,
  valid_from date, valid_to date, attributes jsonb, dataset_id bigint, geometry jsonb)
language sql stable set search_path from current
as $$
  select f.id, f.layer, f.status, f.source_id, f.top_m, f.bottom_m, f.diameter_m, f.position_accuracy_m, f.depth_accuracy_m, f.depth_source,
    case when st_dimension(f.geom) = 1 then st_length(f.geom) end,
    lower(f.period), upper(f.period) - 1, f.attributes, f.dataset_id, st_asgeojson(st_transform(f.geom, 4326), 7)::jsonb
  from feature f
  where f.authority_id = current_authority() and f.layer = _layer and f.id = _id
$$;
comment on function feature_by_id(text, bigint) is 'One feature with its whole length; no row where the viewer may not see it or it is gone.';
