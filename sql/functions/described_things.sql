create or replace function described_things(_things thing[])
returns table (seen boolean[], named json[], described json)
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
-- Some hundred things where few are expected: joined by a hash, not by looking through all of them for each.
set enable_nestloop to off
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
    -- One to a line, as a list of rows is written, so that lists can be put together without being read.
    ('[' || string_agg(thing_json(k.thing, k.visible, k.dataset_id, k.dataset, k.owner, k.status, k.depth_source, k.attributes)::text, E', \n ' order by k.place) filter (where k.there) || ']')::json
  from (
    -- What is gone is not described: those after it move up.
    select n.*, s.dataset_id, s.geom, s.dataset, s.owner, s.status, s.depth_source, s.attributes, o.*, count(*) filter (where o.there) over (order by n.place) - 1 as place_said
    from (
      select p.place, _things[p.place] as thing, (_things[p.place]).kind, (_things[p.place]).layer, (_things[p.place]).id, (_things[p.place]).part
      from generate_subscripts(_things, 1) p (place) offset 0) n
    left join (
      select f.id, l.layer, f.dataset_id, f.geom, d.name as dataset, o.name as owner, f.status, f.depth_source, f.attributes
      from (select t.layer, array_agg(t.id) as ids from unnest(_things) t where t.kind = 'feature' group by t.layer) l
      -- Layer by layer: to turn to another one takes longer than to find a feature by its key.
      cross join lateral (
        select f.id, f.dataset_id, f.geom, f.status, f.depth_source, f.attributes from feature f
        where f.authority_id = authority and f.layer = l.layer and f.id = any (l.ids)
        offset 0
      ) f
      join dataset d on d.authority_id = authority and d.id = f.dataset_id and (d.expires is null or d.expires >= current_date)
      join organisation o on o.authority_id = authority and o.id = d.owner_organisation_id
      offset 0
    ) s on n.kind = 'feature' and s.layer = n.layer and s.id = n.id
    cross join lateral (select n.kind = 'measure' or visible_to_viewer(s.dataset_id, s.geom, visible, partly) as visible,
      n.kind = 'measure' or s.dataset_id is not null as there offset 0) o
  ) k;
end $$;
comment on function described_things(thing[]) is
'What the viewer may know of things, in their order: which of them may be seen, how a finding names each (its place among what is said, from 0; id and part only where it may be seen; null where it is gone or its dataset has expired) and, of those that are still there, what is said of each (thing_json, GeoJSON in WGS 84). Null for no things.';
