create or replace function thing_source(_thing thing, _visible_ids bigint[])
returns table (visible boolean, dataset_id bigint, dataset text, owner text, status text, depth_source text, attributes jsonb)
language plpgsql stable rows 1
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
begin
  if _thing.kind = 'measure' then
    return query select true, null::bigint, null::text, null::text, null::text, null::text, null::jsonb;
    return;
  end if;
  return query
  select f.dataset_id = any (_visible_ids), f.dataset_id, d.name, o.name, f.status, f.depth_source, f.attributes
  from feature f
  join dataset d on d.authority_id = f.authority_id and d.id = f.dataset_id
  join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id
  where f.authority_id = current_authority() and f.layer = _thing.layer and f.id = _thing.id;
end $$;
comment on function thing_source(thing, bigint[]) is
'Where a thing comes from and whether the viewer, who sees the given datasets, may see it. Measures are seen by everybody in the authority. No row where the feature is gone.';
