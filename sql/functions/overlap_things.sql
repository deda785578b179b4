create or replace function overlap_things(_check overlap_check)
returns table (thing thing, inside boolean, dig text, visible boolean, owner text, name text, status text, depth_source text,
  diameter_m double precision, dataset text, synthetic boolean, buried boolean)
language plpgsql stable set search_path from current
as $$
declare
  zone constant geometry := overlap_zone(_check);
  axis constant geometry := case when st_dimension(_check.geom) = 1 then _check.geom end;
  seen constant bigint[] := visible_dataset_ids();
  partly constant bigint[] := partly_visible_dataset_ids();
  secret constant uuid := (select a.veil_secret from authority a where a.id = current_authority());
  veil_m constant double precision := case when cardinality(veiled_dataset_ids('viewer')) > 0 then veil_reach_m() else 0 end;
  reach_m constant double precision := coalesce((select max(m.margin_m) from layer_margin m where m.authority_id = _check.authority_id), 0);
begin
  if zone is null then return; end if;
  return query
  select t.thing, t.inside,
    case when b.buried and _check.scenario_id is null then dig_verdict(case when s.visible then narrowed_thing(t.thing, zone, (t.thing).radius_m + (t.thing).accuracy_m) else w.judged end, zone, axis, _check.dig_depth_m) end,
    s.visible, case when s.visible then coalesce(nullif(t.attributes ->> 'owner', ''), s.owner) else s.owner end,
    coalesce(t.attributes ->> 'name', t.attributes ->> 'label'), t.status, t.depth_source, t.diameter_m, s.dataset,
    coalesce((t.attributes ->> 'synthetic')::boolean, false), b.buried
  from (
    select feature_thing(f) as thing, f.diameter_m, f.dataset_id, f.status, f.depth_source, f.attributes, l.layer_group,
      st_distance(f.geom, zone) <= coalesce(case when f.layer <> 'tree' then f.diameter_m end, 0) / 2 as inside, st_dwithin(f.geom, zone, f.margin_m) as near
    from feature f join layer l on l.id = f.layer
    where f.authority_id = _check.authority_id and f.geom && st_expand(zone, reach_m + veil_m) and st_dwithin(f.geom, zone, f.margin_m + veil_m)
    offset 0
  ) t
  cross join lateral (
    select visible_to_viewer(d.id, (t.thing).geom, seen, partly) as visible, d.name as dataset, o.name as owner
    from dataset d join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id
    where d.authority_id = _check.authority_id and d.id = t.dataset_id and (d.expires is null or d.expires >= current_date)
    offset 0
  ) s
  cross join lateral (
    -- Zones that are kept free, and roots, are not hit by a spade as a pipe is.
    select t.layer_group = 'below' and (t.thing).layer not in ('protected_area', 'root_zone') and not 'elevated' = any ((t.thing).traits) as buried
  ) b
  cross join lateral (select case when not s.visible then veiled_thing(t.thing, secret) end as judged offset 0) w
  -- Whether something hidden is named must not tell where it lies either.
  where case when s.visible then t.near and (t.inside or b.buried) else st_dwithin((w.judged).geom, zone, (w.judged).accuracy_m) end;
end $$;
comment on function overlap_things(overlap_check) is
'Every object in the ground of an overlap check, and every buried one that its position accuracy may bring into it (inside false), with what digging does to it (dig_verdict, trial pits counted; null for what is not buried, and for a scenario, which has its findings) and whether the viewer may see it. Not redacted: for the functions that are.';
