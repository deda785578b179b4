create or replace function trial_pits(_layer text, _feature_id bigint, _id bigint default null)
returns table (id bigint, layer text, feature_id bigint, place jsonb, position_accuracy_m double precision, top_m double precision,
  depth_accuracy_m double precision, measured_on date, note text, organisation text, created_at timestamptz, withdrawn_at timestamptz,
  photo text, outside text[], away_m double precision)
language sql stable security definer set search_path from current
as $$
  select p.id, p.layer, p.feature_id, st_asgeojson(st_transform(p.geom, 4326), 8)::jsonb, p.position_accuracy_m, p.top_m,
    p.depth_accuracy_m, p.measured_on, p.note, o.name, p.created_at, p.withdrawn_at,
    (select h.content_type from trial_pit_photo h where h.authority_id = p.authority_id and h.trial_pit_id = p.id),
    coalesce(trial_pit_outside(p, t.thing), '{}'), st_distance(p.geom, (t.thing).geom)
  from trial_pit p
  left join organisation o on o.authority_id = p.authority_id and o.id = p.organisation_id
  left join lateral (select feature_thing(f) as thing from feature f where f.authority_id = p.authority_id and f.layer = p.layer and f.id = p.feature_id) t on true
  where p.authority_id = current_authority() and (p.layer = _layer and p.feature_id = _feature_id or p.id = _id) and (p.dataset_id = any (visible_dataset_ids()) or sees_feature(p.layer, p.feature_id))
  order by p.id
$$;
comment on function trial_pits(text, bigint, bigint) is
'The trial pits of an object, or one by its id, oldest first, withdrawn ones too: place (GeoJSON, WGS 84), depth of the top in metres below ground, accuracies, who measured, how far from the drawn object, and in what each contradicts the data (trial_pit_outside). None of an object that the viewer may not see.';
