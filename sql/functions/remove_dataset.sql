create or replace function remove_dataset(_dataset_id bigint) returns boolean
language plpgsql security definer set search_path from current
as $$
declare
  gone dataset;
begin
  select * into gone from dataset d where d.authority_id = current_authority() and d.id = _dataset_id for update;
  if not found then return false; end if;
  perform remove_dataset_contents(_dataset_id);
  delete from dataset d where d.authority_id = gone.authority_id and d.id = gone.id;
  perform build_streets(gone.extent);
  perform summarise_streets();
  return true;
end $$;
comment on function remove_dataset(bigint) is
'Deletes a dataset with everything in it and rebuilds the streets it touched; false where there is no such dataset.';
