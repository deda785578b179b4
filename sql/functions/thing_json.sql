create or replace function thing_json(_thing thing, _visible boolean, _dataset_id bigint, _dataset text, _owner text, _status text,
  _depth_source text, _attributes jsonb) returns json
language sql stable parallel safe
as $$
  -- Who lacks the right learns that something is there and whom to ask, never where or how deep.
  select case when not _visible then
    json_build_object('kind', _thing.kind, 'layer', _thing.layer, 'id', null, 'part', 0, 'visible', false, 'owner', _owner)
  else
    json_build_object('kind', _thing.kind, 'layer', _thing.layer, 'id', _thing.id, 'part', _thing.part, 'visible', true,
      'dataset_id', _dataset_id, 'dataset', _dataset, 'owner', _owner, 'status', _status,
      'name', coalesce(_attributes ->> 'name', _attributes ->> 'label'),
      'radius_m', _thing.radius_m, 'position_accuracy_m', _thing.accuracy_m, 'position_assumed', _thing.accuracy_assumed,
      'top_m', _thing.top_m, 'bottom_m', _thing.bottom_m, 'depth_accuracy_m', _thing.depth_accuracy_m, 'depth_source', _depth_source,
      'synthetic', coalesce((_attributes ->> 'synthetic')::boolean, false),
      'geometry', st_asgeojson(st_transform(_thing.geom, 4326), 7)::json)
  end
$$;
comment on function thing_json(thing, boolean, bigint, text, text, text, text, jsonb) is
'A thing as the API answers it, geometry as GeoJSON in WGS 84; of a hidden one only its layer and owner.';
