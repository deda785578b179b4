create or replace function pair_findings(_things thing[], _scenario_id bigint, _against text, _keep_clear boolean default false)
returns setof pair_finding
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
begin
  return query
  with force as materialized (
    select * from effective_rules(current_authority()) where applied
  ),
  side as materialized (
    -- One row for each layer that a thing may meet, from either side of the rules.
    select s.*, coalesce(m.margin_m, 0) as margin_m
    from (
      select o.*, max(coalesce(horizontal_m, 0)) as reach_planned_m,
        max(coalesce(horizontal_m, 0)) filter (where not planned_only) as reach_existing_m,
        coalesce(max(horizontal_m) filter (where relation = 'parallel'), 0.4) as clearance_m,
        bool_or(relation in ('parallel', 'crossing')) as line_rules
      from force
      cross join lateral (values (a_layer, b_layer, true), (b_layer, a_layer, false)) o (own_layer, other_layer, own_is_a)
      where own_is_a or a_layer <> b_layer
      group by own_layer, other_layer, own_is_a
    ) s
    left join layer_margin m on m.authority_id = current_authority() and m.layer = s.other_layer
  ),
  met as (
    select s.*, r.reach_m, t as own, o.other
    from unnest(_things) t
    join side s on s.own_layer = t.layer
    cross join lateral (
      -- Rules for what is planned reach much further (100 m); two things that exist do not need that search.
      select case when t.planned then s.reach_planned_m else s.reach_existing_m end as reach_m
    ) r
    cross join lateral (
      select feature_thing(f) as other
      from feature f
      where f.layer = s.other_layer
        and f.authority_id = current_authority()
        and f.geom && st_expand(t.geom, r.reach_m + s.margin_m + t.radius_m + t.accuracy_m)
        and st_dwithin(f.geom, t.geom, r.reach_m + f.margin_m + t.radius_m + t.accuracy_m)
        -- Each unordered pair once: from its planned side where it has one, else from the rule's a.
        and (_against = 'measure'
          or (t.planned and f.status <> 'projected')
          or (t.planned = (f.status = 'projected') and s.own_is_a and (s.own_layer <> s.other_layer or f.id > t.id)))
      union all
      select measure_thing_thing(m)
      from measure_thing m
      where _against = 'measure'
        and m.authority_id = current_authority() and m.scenario_id = _scenario_id and m.layer = s.other_layer
        and m.measure_id <> t.id
        and m.geom && st_expand(t.geom, r.reach_m + s.margin_m + t.radius_m + t.accuracy_m)
      union all
      select m
      from unnest(_things) m
      where _against = 'measure' and s.own_layer = s.other_layer and m.layer = s.other_layer
        and m.id = t.id and m.part > t.part
    ) o
  ),
  pair as (
    -- The rule's a and b; within one layer the lesser of the two is a, whoever was asked first.
    select case when p.keep then m.own else m.other end as a, case when p.keep then m.other else m.own end as b,
      m.clearance_m, m.line_rules, m.reach_m
    from met m
    cross join lateral (
      select m.own_is_a and (m.own_layer <> m.other_layer
        or ((m.own).kind, (m.own).id, (m.own).part) < ((m.other).kind, (m.other).id, (m.other).part)) as keep
    ) p
    offset 0
  ),
  measured as (
    -- "offset 0" keeps the planner from copying an expression to wherever it is used, which would compute it anew each time.
    select p.a, p.b, d.*, g.*, run.run_geom, length.run_m,
      case when run.run_geom is null then null
        when d.axis_m <= (p.a).radius_m + (p.b).radius_m and length.run_m <= 4 * w.band_m then 'crossing'
        else 'parallel' end as lie
    from pair p
    cross join lateral (
      select st_distance((p.a).geom, (p.b).geom) as axis_m, (p.a).accuracy_m + (p.b).accuracy_m as u_m offset 0
    ) d
    cross join lateral (
      select greatest(d.axis_m - (p.a).radius_m - (p.b).radius_m, 0) as wall_m,
        greatest((p.a).top_m - (p.b).bottom_m, (p.b).top_m - (p.a).bottom_m, 0)
          * case when (p.a).top_m + (p.a).bottom_m + (p.b).top_m + (p.b).bottom_m is null then null else 1 end as gap_m,
        (p.a).depth_accuracy_m + (p.b).depth_accuracy_m as gap_u_m offset 0
    ) g
    cross join lateral (select p.clearance_m + (p.a).radius_m + (p.b).radius_m + d.u_m as band_m offset 0) w
    cross join lateral (
      select case when p.line_rules and d.axis_m <= w.band_m and st_dimension((p.a).geom) = 1 and st_dimension((p.b).geom) = 1
        then st_intersection((p.a).geom, st_buffer((p.b).geom, w.band_m, 'quad_segs=4')) end as run_geom offset 0
    ) run
    cross join lateral (select st_length(run.run_geom) as run_m offset 0) length
    where g.wall_m - d.u_m < p.reach_m or d.axis_m = 0 or g.wall_m = 0
    offset 0
  ),
  judged as (
    select m.a, m.b, m.axis_m, m.u_m, m.wall_m, m.gap_m, m.gap_u_m, m.run_geom, m.run_m, r.id as rule_id, r.kind, r.relation,
      r.horizontal_m, r.vertical_m, r.assumed, t.gap_days,
      case when r.kind = 'conflict' and ((m.a).disused or (m.b).disused) then 'inform' else r.severity end as severity,
      rule_verdict(r.relation, r.horizontal_m, r.vertical_m, m.wall_m, m.u_m, m.gap_m, m.gap_u_m,
        r.upper is not null and m.gap_m is null, t.gap_days, (m.a).geom, (m.b).geom) as verdict
    from measured m
    join force r on r.a_layer = (m.a).layer and r.b_layer = (m.b).layer
      and (not r.planned_only or (m.a).planned or (m.b).planned)
      and r.a_has <@ (m.a).traits and not r.a_lacks && (m.a).traits
      and r.b_has <@ (m.b).traits and not r.b_lacks && (m.b).traits
      and (r.relation not in ('parallel', 'crossing') or r.relation = m.lie)
      and (r.run_min_m is null or m.run_m > r.run_min_m)
      and (r.run_max_m is null or m.run_m <= r.run_max_m)
      and (r.upper is null or m.gap_m is null
        or r.upper = case when (m.a).top_m + (m.a).bottom_m <= (m.b).top_m + (m.b).bottom_m then 'a' else 'b' end)
    cross join lateral (select period_gap_days(r.topic, m.a, m.b) as gap_days) t
  )
  select j.rule_id, j.a, j.b, j.kind, j.severity, j.verdict,
    j.wall_m, j.u_m, j.horizontal_m,
    case when j.vertical_m is not null then j.gap_m end, case when j.vertical_m is not null then j.gap_u_m end, j.vertical_m,
    case when j.relation in ('parallel', 'crossing') then j.run_m end,
    case when j.relation = 'time' then j.gap_days end,
    array_remove(array[
      case when (j.a).accuracy_assumed then 'a_position' end,
      case when (j.b).accuracy_assumed then 'b_position' end,
      case when (j.a).depth_assumed and j.vertical_m is not null and j.gap_m is not null then 'a_depth' end,
      case when (j.b).depth_assumed and j.vertical_m is not null and j.gap_m is not null then 'b_depth' end,
      case when j.assumed then 'rule' end], null),
    case when j.relation = 'crossing' then st_shortestline((j.a).geom, (j.b).geom)
      when j.relation = 'overlap' and j.axis_m = 0 then st_intersection((j.a).geom, (j.b).geom)
      when j.run_geom is not null and not st_isempty(j.run_geom) then j.run_geom
      else st_shortestline((j.a).geom, (j.b).geom) end
  from judged j
  where j.verdict <> 'clear' or _keep_clear;
end $$;
comment on function pair_findings(thing[], bigint, text, boolean) is
'The analysis engine: every rule in force applied to every pair of the given things with what lies near. _against: existing (the things are features, each unordered pair once) or measure (the things belong to measures; against features, against the other measures of the scenario and, within one layer, among themselves). Analysis CRS, metres, wall to wall. Lines are crossing when their walls meet in plan and the run inside the band (clearance + radii + accuracies) is at most four times the band (an angle of 30 degrees or more), else parallel. Clear pairs are left out unless asked for.';
