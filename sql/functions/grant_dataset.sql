create or replace function grant_dataset(_dataset_id bigint, _to_organisation_id text, _area_wgs84 geometry, _purpose text, _until date) returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  made bigint;
begin
  if not owns_dataset(_dataset_id) then return null; end if;
  insert into dataset_grant (authority_id, dataset_id, to_organisation_id, area, purpose, until, created_by)
  values (current_authority(), _dataset_id, _to_organisation_id, st_multi(to_analysis(_area_wgs84)), _purpose, _until, coalesce(current_setting('straatlagen.viewer', true), ''))
  returning id into made;
  update authority set data_version = data_version + 1 where id = current_authority();
  return made;
end $$;
comment on function grant_dataset(bigint, text, geometry, text, date) is
'Lets an organisation see a dataset, in an area (polygon, WGS 84; null: everywhere), for a purpose, until and with a day. Returns the id of the grant; null where the viewer does not decide about the dataset.';
