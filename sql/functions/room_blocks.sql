create or replace function room_blocks(_things thing[], _at geometry, _zone geometry, _scenario_id bigint, _measure_id bigint, _severities text[])
returns table (rule_id text, layer text, geom geometry)
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  authority constant text := current_authority();
  visible constant bigint[] := visible_dataset_ids();
  partly constant bigint[] := partly_visible_dataset_ids();
  side record;
begin
  for side in
    select r as rule, t as own, o.other_layer, o.other_has, o.other_lacks, o.own_is_a, st_maxdistance(_at, t.geom) as spread_m,
      r.horizontal_m + coalesce(m.margin_m, 0) + t.radius_m + st_maxdistance(_at, t.geom) as reach_m
    from effective_rules(authority, array(select t.layer from unnest(_things) t)) r
    cross join lateral (values (r.a_layer, r.a_has, r.a_lacks, r.b_layer, r.b_has, r.b_lacks, true),
      (r.b_layer, r.b_has, r.b_lacks, r.a_layer, r.a_has, r.a_lacks, false)) o (own_layer, own_has, own_lacks, other_layer, other_has, other_lacks, own_is_a)
    join unnest(_things) t on t.layer = o.own_layer and o.own_has <@ t.traits and not o.own_lacks && t.traits
    left join layer_margin m on m.authority_id = authority and m.layer = o.other_layer
    -- Lines lie parallel or cross, and without a period no rule about time is violated: a point meets these two only.
    where r.applied and r.kind = 'conflict' and r.severity = any (_severities) and r.relation in ('any', 'overlap') and r.horizontal_m is not null
      and (not o.own_is_a or r.a_layer <> r.b_layer)
  loop
    return query
    select (side.rule).id, side.other_layer, b.geom
    from (
      select feature_thing(f) as other
      from feature f
      where f.authority_id = authority and f.layer = side.other_layer and f.geom && st_expand(_zone, side.reach_m) and st_dwithin(f.geom, _zone, side.reach_m)
        and visible_to_viewer(f.dataset_id, f.geom, visible, partly)
      union all
      select measure_thing_thing(m)
      from measure_thing m
      where m.authority_id = authority and m.scenario_id = _scenario_id and m.layer = side.other_layer and m.measure_id is distinct from _measure_id
        and m.geom && st_expand(_zone, side.reach_m)
    ) n
    cross join lateral (
      select greatest((side.own).top_m - (n.other).bottom_m, (n.other).top_m - (side.own).bottom_m, 0)
          * case when (side.own).top_m + (side.own).bottom_m + (n.other).top_m + (n.other).bottom_m is null then null else 1 end as gap_m,
        case when side.own_is_a then (side.own).top_m + (side.own).bottom_m <= (n.other).top_m + (n.other).bottom_m
          else (n.other).top_m + (n.other).bottom_m <= (side.own).top_m + (side.own).bottom_m end as a_above
    ) g
    cross join lateral (
      select room_block((side.rule).relation, (side.rule).horizontal_m, (side.own).accuracy_m + (n.other).accuracy_m,
        (side.own).radius_m + (n.other).radius_m, side.spread_m, not side.own_is_a, (n.other).geom) as geom offset 0
    ) b
    where side.other_has <@ (n.other).traits and not side.other_lacks && (n.other).traits
      -- Where a height that decides is not known, the verdict is unknown; an overlap in plan does not ask for it.
      and case when (side.rule).vertical_m is null or (side.rule).relation = 'overlap' then true
        else coalesce(g.gap_m + (side.own).depth_accuracy_m + (n.other).depth_accuracy_m < (side.rule).vertical_m, false) end
      and case when (side.rule).upper is null then true
        when g.gap_m is null then (side.rule).relation = 'overlap'
        else (side.rule).upper = case when g.a_above then 'a' else 'b' end end
      and not st_isempty(b.geom);
  end loop;
end $$;
comment on function room_blocks(thing[], geometry, geometry, bigint, bigint, text[]) is
'Where in or near a zone a measure that is drawn as a point may not stand: for each conflict of these severities and each thing nearby, where the verdict would be violated. _things: what the measure becomes when drawn at _at. Only of things that the viewer may see: others take nothing. Analysis CRS.';
