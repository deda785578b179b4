create or replace function pair_findings(_things thing[], _scenario_id bigint, _against text, _keep_clear boolean default false, _stretch_kinds text[] default '{conflict,attention,synergy}',
  _share integer default 0, _shares integer default 1, _veil text default 'none')
returns setof pair_finding
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  authority constant text := current_authority();
  -- Features that somebody dug up near: near the pit they are judged as measured.
  pitted constant bigint[] := array(select distinct p.feature_id from trial_pit p where p.authority_id = current_authority() and p.withdrawn_at is null
    and p.geom && (select st_expand(st_setsrid(st_extent(t.geom)::geometry, analysis_srid()), 150) from unnest(_things) t));
  -- Datasets of which what the viewer may not see (viewer), or all (only), is judged as veiled_thing() has it.
  veiled_ids constant bigint[] := veiled_dataset_ids(_veil);
  partly constant bigint[] := case when _veil = 'viewer' then partly_visible_dataset_ids() else '{}' end;
  secret constant uuid := (select a.veil_secret from authority a where a.id = current_authority());
begin
  return query
    -- Materialized: who plans must not ask for the layers again for each thing.
    with side as materialized (
      select * from rule_sides(_things, _scenario_id, _against, _share, _shares)
    ),
    judged as materialized (
      select s.side, r.*, bool_or(r.relation = 'parallel' and r.kind = 'conflict' and r.vertical_m is null and r.run_min_m is null and r.run_max_m is null
        and r.upper is null) over (partition by s.side, r.a_has, r.a_lacks, r.b_has, r.b_lacks) as beside_told
      from side s cross join lateral unnest(s.rules) r
    ),
    pair as (
      -- The rule's a and b; within one layer the lesser of the two is a, whoever was asked first.
      select s.side, s.clearance_m, s.line_rules, s.run_rules, r.reach_m,
        case when k.keep then coalesce(n.own, t) else o.other end as a, case when k.keep then o.other else coalesce(n.own, t) end as b,
        d.axis_m, t.radius_m + (o.other).radius_m as radii_m, coalesce((n.own).accuracy_m, t.accuracy_m) + (o.other).accuracy_m as u_m,
        'veiled' = any ((o.other).traits || t.traits) as veiled
      from side s
      join unnest(_things) t on t.layer = s.own_layer and (_against = 'measure' or t.planned or s.own_is_a)
      cross join lateral (
        -- Rules for what is planned reach much further (100 m); two things that exist do not need that search.
        select case when t.planned then s.reach_planned_m else s.reach_existing_m end as reach_m
      ) r
      cross join lateral (
        select case when f.id = any (pitted) then narrowed_thing(feature_thing(f), t.geom, s.conflict_m + t.radius_m + t.accuracy_m + thing_margin_m(f)) else feature_thing(f) end as other,
          f.geom as drawn, thing_margin_m(f) as around_m
        from feature f
        where _veil <> 'only' and f.layer = s.other_layer and f.authority_id = authority
          and f.geom && st_expand(t.geom, r.reach_m + s.margin_m + t.radius_m + t.accuracy_m)
          and st_dwithin(f.geom, t.geom, r.reach_m + f.margin_m + t.radius_m + t.accuracy_m)
          and not veiled_for_viewer(f.dataset_id, f.geom, veiled_ids, partly)
          -- Each unordered pair once: from its planned side where it has one, else from the rule's a.
          and (_against = 'measure' or (t.planned and f.status <> 'projected')
            or (t.planned = (f.status = 'projected') and s.own_is_a and (s.own_layer <> s.other_layer or f.id > t.id)))
        union all
        select veiled_thing(case when f.id = any (pitted) then narrowed_thing(feature_thing(f), t.geom, s.conflict_m + t.radius_m + t.accuracy_m + thing_margin_m(f)) else feature_thing(f) end, secret),
          f.geom, thing_margin_m(f)
        from feature f
        where _against = 'measure' and cardinality(veiled_ids) > 0 and f.layer = s.other_layer and f.authority_id = authority
          and f.geom && st_expand(t.geom, r.reach_m + s.margin_m + t.radius_m + t.accuracy_m + veil_reach_m())
          and st_dwithin(f.geom, t.geom, r.reach_m + f.margin_m + t.radius_m + t.accuracy_m + veil_reach_m())
          and veiled_for_viewer(f.dataset_id, f.geom, veiled_ids, partly)
        union all
        select measure_thing_thing(m), m.geom, coalesce(m.diameter_m, 0) / 2 from measure_thing m
        where _veil <> 'only' and _against = 'measure' and m.authority_id = authority and m.scenario_id = _scenario_id and m.layer = s.other_layer and (t.kind = 'feature' or m.measure_id <> t.id)
          and m.geom && st_expand(t.geom, r.reach_m + s.margin_m + t.radius_m + t.accuracy_m)
        union all
        select m, m.geom, m.radius_m + m.accuracy_m from unnest(_things) m
        where _veil <> 'only' and _against = 'measure' and s.own_layer = s.other_layer and m.layer = s.other_layer and m.id = t.id and m.part > t.part
        offset 0
      ) o
      cross join lateral (
        select s.own_is_a and (s.own_layer <> s.other_layer or (t.kind, t.id, t.part) < ((o.other).kind, (o.other).id, (o.other).part)) as keep offset 0
      ) k
      cross join lateral (
        select case when t.kind = 'feature' and t.id = any (pitted) then narrowed_thing(t, o.drawn, s.conflict_m + t.radius_m + t.accuracy_m + o.around_m) end as own offset 0
      ) n
      cross join lateral (select st_distance(coalesce((n.own).geom, t.geom), (o.other).geom) as axis_m offset 0) d
      offset 0
    ),
    measured as (
      -- "offset 0" keeps the planner from copying an expression to wherever it is used, which would compute it anew each time.
      select p.side, p.a, p.b, p.axis_m, p.radii_m, p.u_m, g.wall_m, g.gap_m, g.gap_u_m, run.run_geom, length.run_m,
        p.veiled,
        case when w.band_m is null then null
          when p.axis_m <= p.radii_m and length.run_m <= 4 * w.band_m then 'crossing'
          else 'parallel' end as lie
      from pair p
      cross join lateral (
        select greatest(p.axis_m - p.radii_m, 0) as wall_m,
          greatest((p.a).top_m - (p.b).bottom_m, (p.b).top_m - (p.a).bottom_m, 0)
            * case when (p.a).top_m + (p.a).bottom_m + (p.b).top_m + (p.b).bottom_m is null then null else 1 end as gap_m,
          (p.a).depth_accuracy_m + (p.b).depth_accuracy_m as gap_u_m,
          p.clearance_m + p.radii_m + p.u_m as full_band_m offset 0
      ) g
      cross join lateral (
        select case when p.line_rules and p.axis_m <= g.full_band_m and st_dimension((p.a).geom) = 1 and st_dimension((p.b).geom) = 1
          then g.full_band_m end as band_m offset 0
      ) w
      cross join lateral (
        -- Apart in plan is parallel however long the run.
        select case when w.band_m is not null and p.veiled then st_clipbybox2d((p.a).geom, st_expand((p.b).geom, w.band_m))
          when w.band_m is not null and (cardinality(_stretch_kinds) > 0 or p.run_rules or p.axis_m <= p.radii_m)
          then common_part((p.a).geom, st_buffer((p.b).geom, w.band_m, 'quad_segs=4')) end as run_geom offset 0
      ) run
      cross join lateral (select st_length(run.run_geom) as run_m offset 0) length
      where g.wall_m - p.u_m < p.reach_m or p.axis_m = 0 or g.wall_m = 0
      offset 0
    )
    select r.id, m.a, m.b, r.kind,
      case when r.kind = 'conflict' and ((m.a).disused or (m.b).disused) then 'inform' else r.severity end,
      v.verdict,
      m.wall_m, m.u_m, r.horizontal_m,
      case when r.vertical_m is not null then m.gap_m end, case when r.vertical_m is not null then m.gap_u_m end, r.vertical_m,
      case when r.relation in ('parallel', 'crossing') then m.run_m end,
      t.gap_days,
      array_remove(array[
        case when (m.a).accuracy_assumed then 'a_position' end, case when (m.b).accuracy_assumed then 'b_position' end,
        case when (m.a).depth_assumed and r.vertical_m is not null and m.gap_m is not null then 'a_depth' end,
        case when (m.b).depth_assumed and r.vertical_m is not null and m.gap_m is not null then 'b_depth' end,
        case when not m.veiled and (m.a).kind = 'feature' and (m.a).id = any (pitted) then 'a_pit' end,
        case when not m.veiled and (m.b).kind = 'feature' and (m.b).id = any (pitted) then 'b_pit' end,
        case when r.assumed then 'rule' end], null),
      case when not r.kind = any (_stretch_kinds) then null when r.relation = 'crossing' then st_shortestline((m.a).geom, (m.b).geom)
        when r.relation = 'overlap' and m.axis_m = 0 and not st_isempty(o.shared) then o.shared
        when r.kind = 'synergy' and r.relation in ('any', 'time') then shared_stretch((m.a).geom, (m.b).geom, r.horizontal_m + m.radii_m + m.u_m)
        when not st_isempty(m.run_geom) then m.run_geom
        else st_shortestline((m.a).geom, (m.b).geom) end
    from measured m
    join judged r on r.side = m.side and (not r.planned_only or (m.a).planned or (m.b).planned)
      -- Of what is veiled neither lie, run nor order are known: each row about lying beside is judged, and about
      -- crossing where none would tell of it. What is no conflict is told by the middle alone.
      and (r.relation not in ('parallel', 'crossing') or not m.veiled and r.relation = m.lie
        or m.veiled and m.lie is not null and (r.relation = 'parallel' or not r.beside_told and m.axis_m <= m.u_m))
      and (not m.veiled or r.kind = 'conflict' or m.axis_m <= coalesce(r.horizontal_m, 0))
      and r.a_has <@ (m.a).traits and not r.a_lacks && (m.a).traits
      and r.b_has <@ (m.b).traits and not r.b_lacks && (m.b).traits
      and (r.run_min_m is null or m.veiled or m.run_m > r.run_min_m)
      and (r.run_max_m is null or m.veiled or m.run_m <= r.run_max_m)
      and (r.upper is null or m.gap_m is null or m.veiled
        or r.upper = case when (m.a).top_m + (m.a).bottom_m <= (m.b).top_m + (m.b).bottom_m then 'a' else 'b' end)
    cross join lateral (select case when r.relation = 'time' then period_gap_days(r.topic, m.a, m.b) end as gap_days offset 0) t
    cross join lateral (
      select case when m.veiled and w.verdict = 'violated' and (r.relation in ('parallel', 'crossing') or r.upper is not null) then 'possible' else w.verdict end as verdict
      from (select rule_verdict(r.relation, r.horizontal_m, r.vertical_m, m.wall_m, m.u_m, m.gap_m, m.gap_u_m,
        r.upper is not null and m.gap_m is null, t.gap_days, (m.a).geom, (m.b).geom) as verdict offset 0) w offset 0
    ) v
    cross join lateral (
      select case when r.kind = any (_stretch_kinds) and r.relation = 'overlap' and m.axis_m = 0 then common_part((m.a).geom, (m.b).geom) end as shared offset 0
    ) o
    where v.verdict <> 'clear' or _keep_clear;
end $$;
comment on function pair_findings(thing[], bigint, text, boolean, text[], integer, integer, text) is
'The analysis engine: every rule in force applied to every pair of the given things with what lies near. _against: existing (the things are features, each unordered pair once) or measure (the things belong to measures; against features, against the other measures of the scenario and, within one layer, among themselves). Analysis CRS, metres, wall to wall. Lines are crossing when their walls meet in plan and the run inside the band (clearance + radii + accuracies) is at most four times the band (an angle of 30 degrees or more), else parallel. An object with trial pits is judged as narrowed_thing() has it within the longest distance of a conflict, and assumed says a_pit or b_pit. Clear pairs are left out unless asked for. With _shares only one of so many parts of the layers (rule_sides). Findings of other kinds than _stretch_kinds have no stretch; with none of them the run is null too where no verdict depends on it. _veil, of measures against features: viewer, what the viewer may not see is judged as veiled_thing() has it; only, all that is not public, veiled, and nothing else; none, everything as it is.';
