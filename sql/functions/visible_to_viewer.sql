create or replace function visible_to_viewer(_dataset_id bigint, _geom geometry, _visible bigint[], _partly bigint[]) returns boolean
language sql stable parallel safe
as $$
  -- Copied by the planner into each statement (no search path of its own, each list once). Under coalesce no
  -- index on the dataset serves it: with many datasets that index would be taken instead of the spatial one.
  select coalesce(_dataset_id = any (_visible) or _dataset_id = any (_partly) and visible_in_area(_dataset_id, _geom), false)
$$;
comment on function visible_to_viewer(bigint, geometry, bigint[], bigint[]) is
'The one question of rights about a feature: may the viewer see what has this dataset and geometry (analysis CRS)? Its dataset is visible (_visible: visible_dataset_ids()), or was granted in part (_partly: partly_visible_dataset_ids()) and the geometry lies wholly in a granted area. False without a dataset.';
