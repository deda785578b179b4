create or replace function restricted_in_view(_z integer default null, _x integer default null, _y integer default null) returns bigint[]
language sql stable security definer set search_path from current
as $$
  select coalesce(array_agg(d.id order by d.id), '{}')
  from dataset d
  where d.authority_id = current_authority() and d.access_class = 'restricted'
    and d.owner_organisation_id <> coalesce(current_setting('straatlagen.organisation', true), '')
    and (d.id = any ((select visible_dataset_ids())::bigint[]) or d.id = any ((select partly_visible_dataset_ids())::bigint[]))
    and (_z is null or d.extent && st_transform(st_tileenvelope(_z, _x, _y), analysis_srid()))
$$;
comment on function restricted_in_view(integer, integer, integer) is
'Restricted datasets of other organisations that the viewer may see, of a tile only those that lie near it: what the access log has to know of. Empty array: none.';
