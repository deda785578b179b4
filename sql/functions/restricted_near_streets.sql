create or replace function restricted_near_streets(_street_id text) returns void
language sql set search_path from current
as $$
  update street t set restricted_ids = n.ids
  from (
    select s.id, coalesce((
      select array_agg(distinct f.dataset_id order by f.dataset_id) from feature f
      where f.authority_id = s.authority_id and f.dataset_id = any (r.ids)
        -- Whole squares of 50 m, as in hidden_in_squares().
        and f.geom && st_makeenvelope(floor(st_xmin(s.axis) / 50) * 50, floor(st_ymin(s.axis) / 50) * 50,
          floor(st_xmax(s.axis) / 50 + 1) * 50, floor(st_ymax(s.axis) / 50 + 1) * 50, st_srid(s.axis))), '{}') as ids
    from street s, (select veiled_dataset_ids('only') as ids offset 0) r
    where s.authority_id = current_authority() and (_street_id is null or s.id = _street_id)
  ) n
  where t.authority_id = current_authority() and t.id = n.id and t.restricted_ids <> n.ids
$$;
comment on function restricted_near_streets(text) is
'Notes with a street (all where null is given) which datasets that are not public have something in the squares of 50 m around it (street.restricted_ids).';
