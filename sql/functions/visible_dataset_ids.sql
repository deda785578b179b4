create or replace function visible_dataset_ids() returns bigint[]
language plpgsql stable parallel safe security definer set search_path from current
as $$
begin
  return (select coalesce(array_agg(id order by id), '{}')
  from dataset d
  where authority_id = current_authority()
    and (expires is null or expires >= current_date)
    and (access_class = 'public'
      or owner_organisation_id = current_setting('straatlagen.organisation', true)
      or current_setting('straatlagen.role', true) = 'administrator'
      or exists (select from dataset_grant g where g.authority_id = d.authority_id and g.dataset_id = d.id and g.area is null
        and g.to_organisation_id = current_setting('straatlagen.organisation', true) and g.withdrawn_at is null and g.until >= current_date)));
end $$;
comment on function visible_dataset_ids() is
'The one visibility function: ids of the datasets whose features the viewer may see. Public ones, those of the viewer''s organisation, those granted to it as a whole and, for an administrator, all; never an expired one. Empty array: none.';
