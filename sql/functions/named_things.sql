create or replace function named_things(_findings finding_with_things[])
returns table (seen boolean[], named json[])
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  authority constant text := current_authority();
  whole constant bigint[] := visible_dataset_ids();
  partly constant bigint[] := partly_visible_dataset_ids();
begin
  return query
  with told as materialized (
    select d.id, d.id = any (whole) as whole, d.id = any (partly) as partly, o.name as owner
    from dataset d
    join organisation o on o.authority_id = authority and o.id = d.owner_organisation_id
    where d.authority_id = authority and (d.expires is null or d.expires >= current_date)
  )
  select array_agg(k.visible order by k.place),
    array_agg(case when k.visible then json_build_object('thing', null, 'kind', (k.thing).kind, 'layer', (k.thing).layer, 'id', (k.thing).id, 'part', (k.thing).part, 'visible', true)
      when k.there then json_build_object('thing', null, 'kind', (k.thing).kind, 'layer', (k.thing).layer, 'id', null, 'part', 0, 'visible', false, 'owner', k.owner)
      end order by k.place)
  from (
    select v.place, v.thing, t.owner, (v.thing).kind = 'measure' or t.id is not null as there,
      -- Of a dataset granted in part what is not visible was judged veiled.
      (v.thing).kind = 'measure' or coalesce(t.whole or t.partly and not 'veiled' = any ((v.thing).traits), false) as visible
    from unnest(_findings) with ordinality w (found, id, scenario_id, stretch_m, street_id, finding)
    cross join lateral (values (2 * w.finding - 1, (w.found).a), (2 * w.finding, (w.found).b)) v (place, thing)
    left join told t on t.id = (v.thing).dataset_id
  ) k;
end $$;
comment on function named_things(finding_with_things[]) is
'The two things of each finding of a preview, the a and the b of one after the other: whether the viewer may see it, and what a brief answer says of it (id and part only where it may be seen, else its owner; null where its dataset has expired). Things are as judged for the viewer (veiled_thing), so that no feature is looked up. Null for no findings.';
