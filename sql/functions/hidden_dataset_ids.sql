create or replace function hidden_dataset_ids() returns bigint[]
language plpgsql stable parallel safe security definer set search_path from current
as $$
declare
  visible constant bigint[] := visible_dataset_ids();
begin
  return (
    select coalesce(array_agg(d.id), '{}') from dataset d
    where d.authority_id = current_authority() and d.id <> all (visible) and (d.expires is null or d.expires >= current_date));
end $$;
comment on function hidden_dataset_ids() is
'Ids of the datasets that the viewer may not see as a whole (visible_dataset_ids()) and that have not expired. Empty array: none.';
