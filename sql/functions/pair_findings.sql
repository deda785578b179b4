create or replace function pair_findings(_things thing[], _scenario_id bigint, _against text, _keep_clear boolean default false, _stretch_kinds text[] default '{conflict,attention,synergy}',
  _share integer default 0, _shares integer default 1, _veil text default 'none', _clashes_only boolean default false)
returns setof pair_finding
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
-- A few hundred rows where one is expected: what can be joined by a hash shall be.
set enable_nestloop to off
as $$
declare
  authority constant text := current_authority();
  -- Features that somebody dug up near: near the pit they are judged as measured.
  dug_ids constant bigint[] := array(select distinct p.feature_id from trial_pit p where p.authority_id = current_authority() and p.withdrawn_at is null
    and p.geom && (select st_expand(st_setsrid(st_extent(t.geom)::geometry, analysis_srid()), 150) from unnest(_things) t));
  sides constant rule_side[] := array(select s from rule_sides(_things, _against, _clashes_only) s);
  -- The layers that existing things are looked for in: all or none, so that a measure does not even open them.
  existing_until constant text := case when _against = 'existing' then (select max(l.id) from layer l) end;
begin
  return query
    with side as materialized (select s.* from unnest(sides) s),
    judged as materialized (select s.side as of_side, r.* from side s cross join lateral unnest(s.rules) r),
    met as (
      select s.side, s.own_is_a, s.own_layer <> s.other_layer as apart, s.clearance_m, s.line_rules, s.conflict_m, s.reach_planned_m as reach_m, n.own as t,
        case when not n.pitted then n.other
          else narrowed_thing(n.other, (n.own).geom, s.conflict_m + (n.own).radius_m + (n.own).accuracy_m + n.around_m) end as other,
        n.drawn, n.around_m, case when not (n.pitted or n.veiled or (n.own).kind = 'feature' and (n.own).id = any (dug_ids)) then n.drawn_m end as drawn_m
      from nearest_things(case when _against = 'measure' then _things end, sides, _scenario_id, _veil, dug_ids, _share, _shares) n
      join side s on s.own_layer = (n.own).layer and s.other_layer = n.layer
      -- As far as its wall may be and, of what is veiled, as it may have been moved.
      where n.drawn_m <= s.reach_planned_m + s.margin_m + (n.own).radius_m + (n.own).accuracy_m + case when n.veiled then veil_reach_m() else 0 end
      union all
      select s.side, s.own_is_a, s.own_layer <> s.other_layer, s.clearance_m, s.line_rules, s.conflict_m, r.reach_m, t,
        f.other, f.drawn, f.around_m, null
      from side s
      join unnest(_things) t on t.layer = s.own_layer and _against = 'existing' and (t.planned or s.own_is_a)
      -- Rules for what is planned reach much further (100 m); two things that exist do not need that search.
      cross join lateral (select case when t.planned then s.reach_planned_m else s.reach_existing_m end as reach_m) r
      cross join lateral (
        select case when f.id = any (dug_ids) then narrowed_thing(feature_thing(f), t.geom, s.conflict_m + t.radius_m + t.accuracy_m + thing_margin_m(f)) else feature_thing(f) end as other,
          f.geom as drawn, thing_margin_m(f) as around_m
        from feature f
        where f.layer = s.other_layer and f.layer <= existing_until and f.authority_id = authority
          and f.geom && st_expand(t.geom, r.reach_m + s.margin_m + t.radius_m + t.accuracy_m)
          and st_dwithin(f.geom, t.geom, r.reach_m + f.margin_m + t.radius_m + t.accuracy_m)
          -- Each unordered pair once: from its planned side where it has one, else from the rule's a.
          and (t.planned and f.status <> 'projected'
            or t.planned = (f.status = 'projected') and s.own_is_a and (s.own_layer <> s.other_layer or f.id > t.id))
        offset 0
      ) f
      offset 0
    ),
    -- Step by step. "offset 0" keeps the planner
    -- from copying an expression to wherever it is used, which would compute it anew each time.
    turned as (
      -- The rule's a and b; within one layer the lesser of the two is a, whoever was asked first.
      select m.*, m.own_is_a and (m.apart or ((m.t).kind, (m.t).id, (m.t).part) < ((m.other).kind, (m.other).id, (m.other).part)) as keep,
        case when (m.t).kind = 'feature' and (m.t).id = any (dug_ids) then narrowed_thing(m.t, m.drawn, m.conflict_m + (m.t).radius_m + (m.t).accuracy_m + m.around_m) else m.t end as own
      from met m offset 0
    ),
    pair as (
      select m.side, m.clearance_m, m.line_rules, m.reach_m, case when m.keep then m.own else m.other end as a, case when m.keep then m.other else m.own end as b,
        coalesce(m.drawn_m, st_distance((m.own).geom, (m.other).geom)) as axis_m, (m.own).radius_m + (m.other).radius_m as radii_m, (m.own).accuracy_m + (m.other).accuracy_m as u_m,
        'veiled' = any ((m.other).traits || (m.own).traits) as veiled
      from turned m offset 0
    ),
    apart as (
      select p.*, greatest(p.axis_m - p.radii_m, 0) as wall_m,
        greatest((p.a).top_m - (p.b).bottom_m, (p.b).top_m - (p.a).bottom_m, 0)
          * case when (p.a).top_m + (p.a).bottom_m + (p.b).top_m + (p.b).bottom_m is null then null else 1 end as gap_m,
        (p.a).depth_accuracy_m + (p.b).depth_accuracy_m as gap_u_m, p.clearance_m + p.radii_m + p.u_m as full_band_m
      from pair p offset 0
    ),
    measured as (
      select p.side, row_number() over () as pair, p.a, p.b, p.axis_m, p.radii_m, p.u_m, p.wall_m, p.gap_m, p.gap_u_m, p.veiled, p.axis_m <= p.radii_m as touching,
        case when p.line_rules and p.axis_m <= p.full_band_m and st_dimension((p.a).geom) = 1 and st_dimension((p.b).geom) = 1 then p.full_band_m end as band_m,
        (p.a).traits as a_traits, (p.b).traits as b_traits, (p.a).planned or (p.b).planned as planned,
        case when (p.a).top_m + (p.a).bottom_m <= (p.b).top_m + (p.b).bottom_m then 'a' else 'b' end as upper_is
      from apart p
      where p.wall_m - p.u_m < p.reach_m or p.axis_m = 0 or p.wall_m = 0
      offset 0
    ),
    asked as (
      select r.*, m.*, case when r.relation = 'time' then period_gap_days(r.topic, m.a, m.b) end as gap_days
      from measured m
      join judged r on r.of_side = m.side and (not r.planned_only or m.planned)
        -- Of what is veiled neither lie, run nor order are known: each row about lying beside is judged, and about
        -- crossing where none would tell of it. What is no conflict is told by the middle alone. Apart in plan is
        -- parallel however long the run; of what touches the run decides, later.
        and (r.relation not in ('parallel', 'crossing') or m.band_m is not null
          and case when m.veiled then r.relation = 'parallel' or not r.beside_told and m.axis_m <= m.u_m else m.touching or r.relation = 'parallel' end)
        and (not m.veiled or r.kind = 'conflict' or m.axis_m <= coalesce(r.horizontal_m, 0))
        and r.a_has <@ m.a_traits and not r.a_lacks && m.a_traits
        and r.b_has <@ m.b_traits and not r.b_lacks && m.b_traits
        and (r.upper is null or m.gap_m is null or m.veiled or r.upper = m.upper_is)
      offset 0
    ),
    ruled as (
      select m.*, rule_verdict(m.relation, m.horizontal_m, m.vertical_m, m.wall_m, m.u_m, m.gap_m, m.gap_u_m,
        m.upper is not null and m.gap_m is null, m.gap_days, (m.a).geom, (m.b).geom) as verdict
      from asked m offset 0
    ),
    matched as materialized (
      select m.id, m.relation, m.kind, m.severity, m.horizontal_m, m.vertical_m, m.run_min_m, m.run_max_m, m.assumed, m.pair, m.a, m.b,
        m.axis_m, m.radii_m, m.u_m, m.wall_m, m.gap_m, m.gap_u_m, m.veiled, m.touching, m.band_m, m.gap_days,
        case when m.veiled and m.verdict = 'violated' and (m.relation in ('parallel', 'crossing') or m.upper is not null) then 'possible' else m.verdict end as verdict,
        -- The run is dear: only where a verdict hangs on it, or what is told.
        m.band_m is not null and (m.veiled or m.run_min_m is not null or m.run_max_m is not null
          or m.relation in ('parallel', 'crossing') and (m.touching or cardinality(_stretch_kinds) > 0)
          or m.kind = any (_stretch_kinds) and m.relation <> 'crossing' and not (m.kind = 'synergy' and m.relation in ('any', 'time'))) as run_told
      from ruled m
      where m.verdict <> 'clear' or _keep_clear
    ),
    band as materialized (
      select d.geom, d.band_m, st_buffer(d.geom, d.band_m, 'quad_segs=4') as zone
      from (select distinct (m.b).geom as geom, m.band_m from matched m where m.run_told and not m.veiled) d
    ),
    run as materialized (
      select r.pair, r.run_geom, st_length(r.run_geom) as run_m
      from (
        select m.pair, case when m.veiled then st_clipbybox2d(m.a_geom, st_expand(m.b_geom, m.band_m)) else common_part(m.a_geom, z.zone) end as run_geom
        from (select distinct on (m.pair) m.pair, m.veiled, (m.a).geom as a_geom, (m.b).geom as b_geom, m.band_m from matched m where m.run_told) m
        left join band z on z.geom = m.b_geom and z.band_m = m.band_m
        offset 0
      ) r
    )
    select m.id, m.a, m.b, m.kind,
      case when m.kind = 'conflict' and ((m.a).disused or (m.b).disused) then 'inform' else m.severity end,
      m.verdict, m.wall_m, m.u_m, m.horizontal_m,
      case when m.vertical_m is not null then m.gap_m end, case when m.vertical_m is not null then m.gap_u_m end, m.vertical_m,
      case when m.relation in ('parallel', 'crossing') then r.run_m end, m.gap_days,
      assumed_parts(m.a, m.b, m.vertical_m is not null and m.gap_m is not null, case when m.veiled then '{}' else dug_ids end, m.assumed),
      case when not m.kind = any (_stretch_kinds) then null when m.relation = 'crossing' then st_shortestline((m.a).geom, (m.b).geom)
        when m.relation = 'overlap' and m.axis_m = 0 and not st_isempty(o.shared) then o.shared
        when m.kind = 'synergy' and m.relation in ('any', 'time') then shared_stretch((m.a).geom, (m.b).geom, m.horizontal_m + m.radii_m + m.u_m)
        when not st_isempty(r.run_geom) then r.run_geom
        else st_shortestline((m.a).geom, (m.b).geom) end
    from matched m
    left join run r on r.pair = m.pair
    cross join lateral (
      select case when m.kind = any (_stretch_kinds) and m.relation = 'overlap' and m.axis_m = 0 then common_part((m.a).geom, (m.b).geom) end as shared offset 0
    ) o
    where (m.veiled or not m.touching or m.relation not in ('parallel', 'crossing')
        or m.relation = case when r.run_m <= 4 * m.band_m then 'crossing' else 'parallel' end)
      and (m.veiled or (m.run_min_m is null or r.run_m > m.run_min_m) and (m.run_max_m is null or r.run_m <= m.run_max_m));
end $$;
comment on function pair_findings(thing[], bigint, text, boolean, text[], integer, integer, text, boolean) is
'The analysis engine: every rule in force applied to every pair of the given things with what lies near. _against: existing (the things are features, each unordered pair once) or measure (the things belong to measures; against features, against the other measures of the scenario and, within one layer, among themselves). Analysis CRS, metres, wall to wall. Lines are crossing when their walls meet in plan and the run inside the band (clearance + radii + accuracies) is at most four times the band (an angle of 30 degrees or more), else parallel. An object with trial pits is judged as narrowed_thing() has it within the longest distance of a conflict, and assumed says a_pit or b_pit. Clear pairs are left out unless asked for. Of lines of one layer that one measure lays side by side the nearest is judged (nearest_things). With _shares, of measures, only one of so many parts of what lies near (near_things). Findings of other kinds than _stretch_kinds have no stretch; with none of them the run is null too where no verdict depends on it. _veil, of measures against features: viewer, what the viewer may not see is judged as veiled_thing() has it; only, all that is not public, veiled, and nothing else; none, everything as it is. _clashes_only: by rules of conflicts that block or have to be mitigated, and no others.';
