create or replace function overlap_objects(_check_id bigint)
returns table (layer text, id bigint, visible boolean, owner text, name text, status text, inside boolean, dig text, length_m double precision,
  area_m2 double precision, top_m double precision, bottom_m double precision, diameter_m double precision, position_accuracy_m double precision,
  position_assumed boolean, depth_accuracy_m double precision, depth_source text, dataset text, synthetic boolean, buried boolean, trial_pits bigint,
  geom_wgs84 geometry)
language sql stable security definer set search_path from current
as $$
  select (t.thing).layer, case when t.visible then (t.thing).id end, t.visible, t.owner, v.name, v.status, case when t.visible then t.inside end, t.dig,
    case when t.visible and st_dimension((t.thing).geom) = 1 then coalesce(st_length(p.part), 0) end,
    case when t.visible and st_dimension((t.thing).geom) = 2 then coalesce(st_area(p.part), 0) end,
    (v.thing).top_m, (v.thing).bottom_m, v.diameter_m, (v.thing).accuracy_m, (v.thing).accuracy_assumed, (v.thing).depth_accuracy_m, v.depth_source,
    v.dataset, coalesce(v.synthetic, false), t.buried,
    (select count(*) from trial_pit w where t.visible and w.authority_id = c.authority_id and w.feature_id = (v.thing).id and w.layer = (v.thing).layer and w.withdrawn_at is null),
    st_transform((v.thing).geom, 4326)
  from overlap_check c
  cross join lateral overlap_things(c) t
  -- Nothing but layer, owner and verdict of what the viewer may not see.
  left join lateral (select t.* where t.visible) v on true
  cross join lateral (select case when t.visible and t.inside and st_dimension((t.thing).geom) > 0 then common_part((t.thing).geom, overlap_zone(c)) end as part) p
  where c.authority_id = current_authority() and own_row(c.organisation_id) and c.id = _check_id
  order by array_position(array['violated', 'possible', 'unknown', 'clear'], t.dig), t.owner, (t.thing).layer, (t.thing).id
$$;
comment on function overlap_objects(bigint) is
'The objects of an overlap check, worst first: owner, layer, length or area inside, depths in metres below ground, accuracies, what digging does to it, how many trial pits it has, geometry in WGS 84. Of an object that the viewer may not see only layer, owner and verdict. Empty where there is no such check.';
