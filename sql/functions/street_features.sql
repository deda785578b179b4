create or replace function street_features(_street_id text, _layer text default null, _limit integer default 100, _offset integer default 0)
returns table (id bigint, layer text, status text, source_id text, top_m double precision, bottom_m double precision, diameter_m double precision,
  position_accuracy_m double precision, depth_accuracy_m double precision, depth_source text, length_in_street_m double precision,
  valid_from date, valid_to date, attributes jsonb, dataset_id bigint, geometry jsonb)
language sql stable set search_path from current
as $$
  select f.id, f.layer, f.status, f.source_id, f.top_m, f.bottom_m, f.diameter_m, f.position_accuracy_m, f.depth_accuracy_m, f.depth_source,
    case when st_dimension(f.geom) = 1 then st_length(common_part(f.geom, s.zone)) end,
    lower(f.period), upper(f.period) - 1, f.attributes, f.dataset_id,
    st_asgeojson(st_transform(f.geom, 4326), 7)::jsonb
  from street s
  join feature f on f.authority_id = s.authority_id and f.geom && s.zone and st_intersects(f.geom, s.zone)
  join layer l on l.id = f.layer
  where s.authority_id = current_authority() and s.id = _street_id and (_layer is null or f.layer = _layer)
  order by l.draw_order desc, f.id
  limit _limit offset _offset
$$;
comment on function street_features(text, text, integer, integer) is
'The features in and under a street''s zone (of one layer, or all, in the order of the legend) with their depths in metres below ground and geometry as GeoJSON in WGS 84. Runs with the viewer''s own rights.';
