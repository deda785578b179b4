create or replace function veiled_for_viewer(_dataset_id bigint, _geom geometry, _veiled_ids bigint[], _partly bigint[]) returns boolean
language sql stable parallel safe
as $$
  select coalesce(_dataset_id = any (_veiled_ids) and not (_dataset_id = any (_partly) and visible_in_area(_dataset_id, _geom)), false)
$$;
comment on function veiled_for_viewer(bigint, geometry, bigint[], bigint[]) is
'Is what has this dataset and geometry (analysis CRS) judged veiled (veiled_thing)? Of the datasets _veiled_ids all, but what lies in a granted area of those of _partly. Copied by the planner into each statement, as visible_to_viewer().';
