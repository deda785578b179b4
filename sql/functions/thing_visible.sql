create or replace function thing_visible(_thing thing) returns boolean
language sql stable parallel safe set search_path from current
as $$
  select _thing.kind = 'measure' or exists (
    select from feature f
    where f.authority_id = current_authority() and f.layer = _thing.layer and f.id = _thing.id
      and f.dataset_id = any ((select visible_dataset_ids())::bigint[]))
$$;
comment on function thing_visible(thing) is 'Whether the viewer may see the geometry and attributes of a thing; measures are seen by everybody in the authority.';
