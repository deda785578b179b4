create or replace function remove_dataset_contents(_dataset_id bigint) returns void
language plpgsql set search_path from current
as $$
declare
  old_ids bigint[] := array(select id from feature where authority_id = current_authority() and dataset_id = _dataset_id);
begin
  delete from finding where authority_id = current_authority() and a_kind = 'feature' and a_id = any (old_ids);
  delete from finding where authority_id = current_authority() and b_kind = 'feature' and b_id = any (old_ids);
  delete from feature where authority_id = current_authority() and dataset_id = _dataset_id;
  delete from street_segment where authority_id = current_authority() and dataset_id = _dataset_id;
  delete from district where authority_id = current_authority() and dataset_id = _dataset_id;
end $$;
comment on function remove_dataset_contents(bigint) is
'Removes the features, centre lines and districts of a dataset and the findings about them; the dataset''s own row stays.';
