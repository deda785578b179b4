create or replace function withdraw_grant(_id bigint) returns boolean
language plpgsql security definer set search_path from current
as $$
begin
  update dataset_grant g set withdrawn_at = now()
  where g.authority_id = current_authority() and g.id = _id and g.withdrawn_at is null and owns_dataset(g.dataset_id);
  if not found then return false; end if;
  update authority set data_version = data_version + 1 where id = current_authority();
  return true;
end $$;
comment on function withdraw_grant(bigint) is
'Takes a grant back at once; false where there is none, it was taken back already, or the viewer does not decide about the dataset.';
