create or replace function described_things(_things thing[])
returns table (seen boolean[], named json[], described json)
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  authority constant text := current_authority();
  visible constant bigint[] := visible_dataset_ids();
  partly constant bigint[] := partly_visible_dataset_ids();
begin
  return query
  select array_agg(k.visible order by k.place),
    array_agg(case when k.there then json_build_object('thing', k.place_said, 'kind', k.kind, 'layer', k.layer,
      'id', case when k.visible then k.id end, 'part', case when k.visible then k.part else 0 end, 'visible', k.visible) end order by k.place),
    json_agg(thing_json(k.thing, k.visible, k.dataset_id, k.dataset, k.owner, k.status, k.depth_source, k.attributes) order by k.place) filter (where k.there)
  from (
    -- What is gone is not described: those after it move up.
    select n.*, s.*, o.*, count(*) filter (where o.there) over (order by n.place) - 1 as place_said
    from (
      select p.place, _things[p.place] as thing, (_things[p.place]).kind, (_things[p.place]).layer, (_things[p.place]).id, (_things[p.place]).part
      from generate_subscripts(_things, 1) p (place) offset 0) n
    left join lateral (
      select f.dataset_id, f.geom, d.name as dataset, o.name as owner, f.status, f.depth_source, f.attributes
      from feature f
      join dataset d on d.authority_id = f.authority_id and d.id = f.dataset_id and (d.expires is null or d.expires >= current_date)
      join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id
      where n.kind = 'feature' and f.authority_id = authority and f.layer = n.layer and f.id = n.id
      -- Each by its key: a planner without counts would read every feature instead.
      limit 1
    ) s on true
    cross join lateral (select n.kind = 'measure' or visible_to_viewer(s.dataset_id, s.geom, visible, partly) as visible,
      n.kind = 'measure' or s.dataset_id is not null as there offset 0) o
  ) k;
end $$;
comment on function described_things(thing[]) is
'What the viewer may know of things, in their order: which of them may be seen, how a finding names each (its place among what is said, from 0; id and part only where it may be seen; null where it is gone or its dataset has expired) and, of those that are still there, what is said of each (thing_json, GeoJSON in WGS 84). Null for no things.';
