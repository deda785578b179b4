create or replace function section_things(_path geometry, _near_m double precision, _scenario_id bigint, _visible_ids bigint[])
returns table (thing thing, relation text, from_m double precision, to_m double precision, distance_m double precision, angle_deg double precision,
  attributes jsonb, status text, depth_source text, crown_m double precision)
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  partly constant bigint[] := partly_visible_dataset_ids();
begin
  return query
  select n.thing, p.relation, p.from_m, p.to_m, p.distance_m, p.angle_deg, n.attributes, n.status, n.depth_source, n.crown_m
  from (
    -- A pipe of 2 m is met where its wall is, not its axis; the search has to reach that far.
    select feature_thing(f) as thing, f.geom, coalesce(f.diameter_m, 0) / 2 as radius_m, f.attributes, f.status, f.depth_source, null::double precision as crown_m
    from feature f
    where f.authority_id = current_authority() and f.layer <> 'tree' and visible_to_viewer(f.dataset_id, f.geom, _visible_ids, partly)
      and f.geom && st_expand(_path, _near_m + 1) and st_dwithin(f.geom, _path, _near_m + coalesce(f.diameter_m, 0) / 2)
    union all
    -- A crown reaches over the line from beside it.
    select feature_thing(f), f.geom, coalesce(c.crown_m, 0) / 2, f.attributes, f.status, f.depth_source, c.crown_m
    from feature f cross join lateral (
      select case when f.attributes ->> 'crown_diameter_m' ~ '^[0-9.]{1,9}$' then least((f.attributes ->> 'crown_diameter_m')::double precision, 30) end as crown_m
    ) c
    where f.authority_id = current_authority() and f.layer = 'tree' and visible_to_viewer(f.dataset_id, f.geom, _visible_ids, partly)
      and f.geom && st_expand(_path, _near_m + 15) and st_dwithin(f.geom, _path, _near_m + coalesce(c.crown_m, 0) / 2)
    union all
    select measure_thing_thing(t), t.geom, coalesce(t.diameter_m, c.crown_m, 0) / 2,
      jsonb_build_object('name', nullif(m.name, ''), 'measure_type', m.measure_type), 'projected', null, c.crown_m
    from measure_thing t
    join measure m on m.authority_id = t.authority_id and m.id = t.measure_id
    cross join lateral (
      select case when t.layer = 'tree' then (measure_parameters(m.measure_type, m.parameters) ->> 'crown_diameter_m')::double precision end as crown_m
    ) c
    where t.authority_id = current_authority() and t.scenario_id = readable_scenario(_scenario_id)
      and t.geom && st_expand(_path, _near_m + 15) and st_dwithin(t.geom, _path, _near_m + coalesce(t.diameter_m, c.crown_m, 0) / 2)
  ) n
  cross join lateral section_places(n.geom, _path, _near_m + n.radius_m) p;
end $$;
comment on function section_things(geometry, double precision, bigint, bigint[]) is
'Everything of the visible datasets, and the measures of the scenario, that a cutting line (one line, analysis CRS) meets or passes within _near_m, with where; see section_places(). Trees whose crown reaches over the line are met too. One row for each place.';
