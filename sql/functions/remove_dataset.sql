create or replace function remove_dataset(_dataset_id bigint) returns boolean
language plpgsql security definer set search_path from current
as $$
declare
  gone dataset;
  had_streets boolean := exists (select from street_segment s where s.authority_id = current_authority() and s.dataset_id = _dataset_id);
begin
  if not owns_dataset(_dataset_id) then return false; end if;
  select * into gone from dataset d where d.authority_id = current_authority() and d.id = _dataset_id for update;
  if not found then return false; end if;
  perform remove_dataset_contents(_dataset_id);
  delete from dataset d where d.authority_id = gone.authority_id and d.id = gone.id;
  perform build_streets(gone.extent);
  if had_streets then
    update finding n set street_id = street_of(st_pointonsurface(n.stretch))
    where n.authority_id = gone.authority_id and n.stretch && st_expand(gone.extent, 30)
      and n.street_id is distinct from street_of(st_pointonsurface(n.stretch));
  end if;
  perform summarise_streets();
  return true;
end $$;
comment on function remove_dataset(bigint) is
'Deletes a dataset with everything in it and rebuilds the streets it touched, with the findings that belonged to them; false where there is no such dataset or the viewer does not decide about it.';
