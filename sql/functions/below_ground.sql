create or replace function below_ground(_box_wgs84 geometry, _scenario_id bigint default null, _limit integer default 4000)
returns table (kind text, layer text, id bigint, part integer, geom_wgs84 geometry, top_m double precision, bottom_m double precision,
  diameter_m double precision, assumed boolean)
language plpgsql stable security definer
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  box constant geometry := st_envelope(to_analysis(_box_wgs84));
  visible constant bigint[] := visible_dataset_ids();
  partly constant bigint[] := partly_visible_dataset_ids();
begin
  return query
  select n.kind, n.layer, n.id, n.part, st_transform(n.geom, 4326), n.top_m, n.bottom_m, n.diameter_m, n.assumed
  from (
    select 'feature' as kind, f.layer, f.id, 0 as part, f.geom, f.top_m, f.bottom_m, f.diameter_m, f.depth_source <> 'measured' as assumed
    from feature f
    join layer l on l.id = f.layer and l.layer_group = 'below' and 1 = any (l.dimensions)
    where f.authority_id = current_authority() and visible_to_viewer(f.dataset_id, f.geom, visible, partly) and f.geom && box and st_dimension(f.geom) = 1 and f.top_m is not null
    union all
    select 'measure', m.layer, m.measure_id, m.part, m.geom, m.top_m, m.bottom_m, m.diameter_m, false
    from measure_thing m
    where m.authority_id = current_authority() and m.scenario_id = readable_scenario(_scenario_id) and m.geom && box and st_dimension(m.geom) = 1 and m.top_m is not null
  ) n
  -- Thick ones first: where there are too many, house connections are what one misses least.
  order by n.diameter_m desc nulls last, n.id
  limit _limit;
end $$;
comment on function below_ground(geometry, bigint, integer) is
'Lines below ground near a box (WGS 84) with their depth and diameter, for drawing them in 3D: of the datasets that the viewer may see and, with one, of the scenario; the thickest _limit. What has no depth is left out.';
