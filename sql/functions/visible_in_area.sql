create or replace function visible_in_area(_dataset_id bigint, _geom geometry) returns boolean
language plpgsql stable parallel safe security definer set search_path from current
as $$
begin
  return exists (
    select from dataset_grant g
    where g.authority_id = current_authority() and g.dataset_id = _dataset_id and g.withdrawn_at is null and g.until >= current_date
      and g.to_organisation_id = current_setting('straatlagen.organisation', true) and st_covers(g.area, _geom));
end $$;
comment on function visible_in_area(bigint, geometry) is
'Does a geometry (analysis CRS) lie wholly in an area of this dataset that is granted to the viewer''s organisation? What reaches out of the area stays hidden, so that nothing outside it is shown.';
