create or replace function thing_json(_thing thing) returns jsonb
language plpgsql stable set search_path from current
as $$
declare
  f record;
  visible boolean;
begin
  if _thing.kind = 'measure' then
    return jsonb_build_object('kind', 'measure', 'layer', _thing.layer, 'id', _thing.id, 'part', _thing.part, 'visible', true,
      'radius_m', _thing.radius_m, 'position_accuracy_m', 0, 'position_assumed', false,
      'top_m', _thing.top_m, 'bottom_m', _thing.bottom_m, 'depth_accuracy_m', 0, 'depth_source', null,
      'geometry', st_asgeojson(st_transform(_thing.geom, 4326), 7)::jsonb);
  end if;
  select d.id as dataset_id, d.name as dataset, o.name as owner, x.status, x.depth_source, x.attributes,
    x.dataset_id = any (visible_dataset_ids()) as visible
  into f
  from feature x
  join dataset d on d.authority_id = x.authority_id and d.id = x.dataset_id
  join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id
  where x.authority_id = current_authority() and x.layer = _thing.layer and x.id = _thing.id;
  -- Who lacks the right learns that something is there and whom to ask, never where or how deep.
  if not coalesce(f.visible, false) then
    return jsonb_build_object('kind', 'feature', 'layer', _thing.layer, 'id', null, 'part', 0, 'visible', false, 'owner', f.owner);
  end if;
  return jsonb_build_object('kind', 'feature', 'layer', _thing.layer, 'id', _thing.id, 'part', 0, 'visible', true,
    'dataset_id', f.dataset_id, 'dataset', f.dataset, 'owner', f.owner, 'status', f.status,
    'name', coalesce(f.attributes ->> 'name', f.attributes ->> 'label'),
    'radius_m', _thing.radius_m, 'position_accuracy_m', _thing.accuracy_m, 'position_assumed', _thing.accuracy_assumed,
    'top_m', _thing.top_m, 'bottom_m', _thing.bottom_m, 'depth_accuracy_m', _thing.depth_accuracy_m, 'depth_source', f.depth_source,
    'synthetic', f.attributes -> 'synthetic',
    'geometry', st_asgeojson(st_transform(_thing.geom, 4326), 7)::jsonb);
end $$;
comment on function thing_json(thing) is
'A thing as the API answers it, geometry as GeoJSON in WGS 84; of a hidden one only its layer and owner.';
