create or replace function sees_feature(_layer text, _feature_id bigint) returns boolean
language sql stable security definer set search_path from current
as $$
  select exists (
    select from feature f
    where f.authority_id = current_authority() and f.layer = _layer and f.id = _feature_id
      and visible_to_viewer(f.dataset_id, f.geom, visible_dataset_ids(), partly_visible_dataset_ids()))
$$;
comment on function sees_feature(text, bigint) is
'May the viewer see this object (visible_to_viewer), because its dataset is visible or because it lies wholly in an area of it that was granted? What was dug up of it goes with it. False where there is none.';
