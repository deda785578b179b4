create or replace function hidden_works_owners(_street_id text) returns setof text
language sql stable security definer set search_path from current
as $$
  select distinct o.name
  from street s
  join feature f on f.authority_id = s.authority_id and f.layer = 'works' and f.geom && s.zone and st_intersects(f.geom, s.zone)
  join dataset d on d.authority_id = f.authority_id and d.id = f.dataset_id and (d.expires is null or d.expires >= current_date)
  join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id
  where s.authority_id = current_authority() and s.id = _street_id and f.status <> 'disused'
    and (upper(f.period) is null or upper(f.period) > current_date) and not visible_to_viewer(f.dataset_id, f.geom, (select visible_dataset_ids()), (select partly_visible_dataset_ids()))
  order by o.name
$$;
comment on function hidden_works_owners(text) is
'Whose works are planned in a street without the viewer being allowed to see them: names of organisations only, to ask. Empty where there are none.';
