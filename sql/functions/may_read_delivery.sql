create or replace function may_read_delivery(_created_by text, _dataset_ids bigint[]) returns boolean
language sql stable parallel safe
as $$
  select _created_by = current_setting('straatlagen.viewer', true) or coalesce(current_setting('straatlagen.role', true) = 'administrator', false)
    or cardinality(_dataset_ids) > 0 and _dataset_ids <@ visible_dataset_ids()
$$;
comment on function may_read_delivery(text, bigint[]) is
'May the viewer read what an import says of single rows (notes, rejections: ids and places of what was delivered)? Who brought it, an administrator, and who may see all datasets that came of it; others of the organisation read its state and counts. False of one that brought no dataset.';
