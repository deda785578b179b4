create or replace function expired_dataset_ids() returns bigint[]
language plpgsql stable parallel safe security definer set search_path from current
as $$
begin
  return (select coalesce(array_agg(d.id), '{}') from dataset d where d.authority_id = current_authority() and d.expires < current_date);
end $$;
comment on function expired_dataset_ids() is
'Ids of the datasets that have expired and are not purged yet: nobody is told anything of them. Empty array: none.';
