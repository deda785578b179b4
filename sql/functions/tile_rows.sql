create or replace function tile_rows(_group text, _z integer, _x integer, _y integer)
returns table (layer text, id bigint, geom geometry, properties jsonb)
language plpgsql stable security definer
set search_path from current
set plan_cache_mode to force_custom_plan
as $$
declare
  mercator geometry := st_tileenvelope(_z, _x, _y);
  side double precision := st_xmax(mercator) - st_xmin(mercator);
  -- The tile's outline in the analysis CRS, a little wider than its 64-unit buffer: clipping there first leaves little to re-project.
  box geometry := st_envelope(st_transform(st_expand(mercator, side * 80 / 4096), analysis_srid()));
  visible bigint[] := visible_dataset_ids();
  partly bigint[] := partly_visible_dataset_ids();
  layers text[];
begin
  if _group in ('above', 'below') then
    select array_agg(l.id) into layers from layer l where l.layer_group = _group and l.min_zoom <= _z;
    return query
      select f.layer, f.id, t.geom, tile_properties(f)
      from feature f
      cross join lateral (select tile_space(f.geom, box, mercator, side) as geom) t
      where f.layer = any (layers) and f.authority_id = current_authority()
        and f.geom && box and visible_to_viewer(f.dataset_id, f.geom, visible, partly) and t.geom is not null;
  elsif _group = 'street' then
    return query
      select v.layer, null::bigint, t.geom, v.properties
      from street_tile_features(box, _z) v
      cross join lateral (select tile_space(v.geom, box, mercator, side) as geom) t
      where t.geom is not null;
  elsif _group = 'finding' and _z >= 14 then
    return query
      select 'finding', null::bigint, t.geom,
        jsonb_build_object('finding', n.id, 'verdict', n.verdict, 'kind', n.kind, 'severity', n.severity, 'rule', n.rule_id)
      from finding n
      cross join lateral (select tile_space(n.stretch, box, mercator, side) as geom) t
      where n.authority_id = current_authority() and n.scenario_id is null and n.stretch && box
        and n.verdict in ('violated', 'possible') and t.geom is not null
        and n.a_dataset_id = any (visible) and n.b_dataset_id = any (visible)
        and (_z >= 17 or n.verdict = 'violated')
      -- Where they happen to be stored hangs on what was judged with them, and when.
      order by n.id;
  end if;
end $$;
comment on function tile_rows(text, integer, integer, integer) is
'The contents of one vector tile: geometry in tile space (0 to 4096, y down, buffer 64), clipped, with its properties. Groups: above, below (features the viewer may see of the layers drawn at this zoom), street (zones, axes and districts with the summary of findings), finding (stretches in conflict of the state today, from zoom 14, by their ids). Empty for an unknown group.';
