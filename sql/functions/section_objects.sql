create or replace function section_objects(_path geometry, _near_m double precision, _scenario_id bigint, _visible_ids bigint[], _limit integer)
returns table (from_m double precision, object jsonb)
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
begin
  return query
  with met as materialized (select * from section_things(_path, _near_m, _scenario_id, _visible_ids) limit _limit),
  gone as materialized (select * from section_removals(_path, _scenario_id))
  select m.from_m, jsonb_build_object(
    'kind', (m.thing).kind, 'layer', (m.thing).layer, 'id', (m.thing).id, 'part', (m.thing).part,
    'relation', m.relation, 'from_m', round(m.from_m::numeric, 3), 'to_m', round(m.to_m::numeric, 3),
    'distance_m', round(m.distance_m::numeric, 3), 'angle_deg', round(m.angle_deg::numeric, 1),
    'diameter_m', case when (m.thing).radius_m > 0 then (m.thing).radius_m * 2 end,
    -- Cut at an angle a round pipe is an ellipse, and what is unsure about its place grows as much.
    'width_m', case when s.slant is not null then round(((m.thing).radius_m * 2 / s.slant)::numeric, 3) end,
    'position_accuracy_m', (m.thing).accuracy_m, 'position_assumed', (m.thing).accuracy_assumed,
    'position_reach_m', round(((m.thing).accuracy_m / coalesce(s.slant, 1))::numeric, 3),
    'top_m', (m.thing).top_m, 'bottom_m', (m.thing).bottom_m, 'depth_accuracy_m', (m.thing).depth_accuracy_m,
    'depth_source', m.depth_source, 'depth_assumed', (m.thing).depth_assumed,
    'status', m.status, 'traits', (m.thing).traits, 'crown_m', m.crown_m, 'attributes', m.attributes,
    'synthetic', coalesce((m.attributes ->> 'synthetic')::boolean, false),
    'dataset_id', d.id, 'dataset', d.name, 'dated', d.dated, 'owner', coalesce(m.attributes ->> 'owner', o.name),
    'removed', coalesce(r.removed, '[]'))
  from met m
  left join dataset d on d.authority_id = current_authority() and d.id = (m.thing).dataset_id
  left join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id
  cross join lateral (select case when m.relation in ('crossing', 'ends') then greatest(sin(radians(m.angle_deg)), 0.01) end as slant) s
  left join lateral (
    select jsonb_agg(jsonb_build_object('measure_id', g.measure_id, 'from_m', round(greatest(g.from_m, m.from_m)::numeric, 3), 'to_m', round(least(g.to_m, m.to_m)::numeric, 3)) order by g.from_m, g.measure_id) as removed
    from gone g where (m.thing).kind = 'feature' and g.layer = (m.thing).layer and g.from_m <= m.to_m and g.to_m >= m.from_m
      and (m.relation <> 'span' or g.from_m < m.to_m and g.to_m > m.from_m)
  ) r on true;
end $$;
comment on function section_objects(geometry, double precision, bigint, bigint[], integer) is
'The things of section_things() as the API answers them, at most _limit: place along the cutting line in metres, depth, true width in the section (diameter / sine of the angle), what is unsure about place (position_reach_m, in the section) and depth with what is assumed, source and owner, and the stretches that measures of the scenario take away.';
