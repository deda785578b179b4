create or replace function visible_dataset_ids() returns bigint[]
language plpgsql stable parallel safe security definer set search_path from current
as $$
declare
  -- Asked once and not for each dataset: every statement under row-level security begins with this.
  authority constant text := current_authority();
  organisation constant text := current_setting('straatlagen.organisation', true);
  administrator constant boolean := coalesce(current_setting('straatlagen.role', true) = 'administrator', false);
begin
  return (
    select coalesce(array_agg(d.id order by d.id), '{}')
    from dataset d
    where d.authority_id = authority and (d.expires is null or d.expires >= current_date)
      and (d.access_class = 'public' or d.owner_organisation_id = organisation or administrator
        or d.id in (select g.dataset_id from dataset_grant g where g.authority_id = authority and g.area is null
          and g.to_organisation_id = organisation and g.withdrawn_at is null and g.until >= current_date)));
end $$;
comment on function visible_dataset_ids() is
'The one visibility function: ids of the datasets whose features the viewer may see. Public ones, those of the viewer''s organisation, those granted to it as a whole and, for an administrator, all; never an expired one. Empty array: none.';
