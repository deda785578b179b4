create or replace function hidden_in_squares(_area geometry) returns table (layer text, owner text)
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  visible constant bigint[] := visible_dataset_ids();
  partly constant bigint[] := partly_visible_dataset_ids();
  hidden_ids constant bigint[] := hidden_dataset_ids();
begin
  if cardinality(hidden_ids) = 0 or _area is null then return; end if;
  return query
  with square as materialized (
    -- Whole squares: however little one asks about, one learns no more than which squares hold something.
    select s.geom from st_squaregrid(50, _area) s where st_intersects(s.geom, _area)
  )
  select distinct n.layer, o.name
  from square s
  cross join lateral (
    select distinct f.layer, f.dataset_id from feature f
    where f.authority_id = current_authority() and f.dataset_id = any (hidden_ids) and f.geom && s.geom and st_intersects(f.geom, s.geom)
      and not visible_to_viewer(f.dataset_id, f.geom, visible, partly)
  ) n
  join dataset d on d.authority_id = current_authority() and d.id = n.dataset_id
  join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id
  order by o.name, n.layer;
end $$;
comment on function hidden_in_squares(geometry) is
'What lies near a geometry (analysis CRS) that the viewer may not see: layer and owner, over the whole squares of 50 m that it meets, so that asking again and again does not find out where; no number of things or findings, which would change with what the viewer brings near. Empty where all is visible.';
