create or replace function partly_visible_dataset_ids() returns bigint[]
language plpgsql stable parallel safe security definer set search_path from current
as $$
declare
  authority constant text := current_authority();
  organisation constant text := current_setting('straatlagen.organisation', true);
begin
  return (
    select coalesce(array_agg(distinct g.dataset_id), '{}')
    from dataset_grant g
    join dataset d on d.authority_id = g.authority_id and d.id = g.dataset_id and (d.expires is null or d.expires >= current_date)
    where g.authority_id = authority and g.area is not null and g.withdrawn_at is null and g.until >= current_date
      and g.to_organisation_id = organisation);
end $$;
comment on function partly_visible_dataset_ids() is
'Ids of the datasets of which the viewer''s organisation was granted an area: of those, visible_in_area() decides feature by feature. Empty array: none.';
