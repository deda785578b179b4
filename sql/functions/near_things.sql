create or replace function near_things(_things thing[], _sides rule_side[], _scenario_id bigint, _veil text, _pitted bigint[], _share integer default 0, _shares integer default 1)
returns setof near_thing
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
-- Many rows where few are expected: what can be joined by a hash shall be.
set enable_nestloop to off
as $$
declare
  authority constant text := current_authority();
  srid constant integer := analysis_srid();
  -- Datasets of which what the viewer may not see (viewer), or all (only), is judged as veiled_thing() has it.
  veiled_ids constant bigint[] := veiled_dataset_ids(_veil);
  dug constant bigint[] := array(select distinct p.feature_id from trial_pit p where p.authority_id = authority and p.withdrawn_at is null and p.dataset_id = any (veiled_ids));
  partly constant bigint[] := case when _veil = 'viewer' then partly_visible_dataset_ids() else '{}' end;
  veil_m constant double precision := case when cardinality(veiled_ids) > 0 then veil_reach_m() else 0 end;
  secret constant uuid := (select a.veil_secret from authority a where a.id = authority);
begin
  return query
  with own as materialized (select t, t.layer, row_number() over () as place, t.kind = 'measure' and st_dimension(t.geom) = 1 as lined from unnest(_things) t), search as materialized (
    -- One look for all parts of a measure where that covers less ground than one for each.
    select r.kind, r.id, r.own_layer, r.other_layer, r.lined, array_agg(r.place) as places, max(r.reach_m) as reach_m, st_setsrid(st_extent(r.box)::geometry, srid) as box, st_collect(r.geom) as shape
    from (
      select r.*, case when sum(st_area(r.box)) over same >= st_area(st_extent(r.box) over same) then 0 else r.place end as looked
      from (
        select o.place, o.lined, (o.t).kind, (o.t).id, (o.t).geom, s.own_layer, s.other_layer, d.reach_m, st_expand((o.t).geom, d.reach_m) as box
        from own o
        join (select s.own_layer, s.other_layer, max(s.reach_planned_m + s.margin_m) + veil_m as reach_m from unnest(_sides) s group by 1, 2) s on s.own_layer = o.layer
        cross join lateral (select s.reach_m + (o.t).radius_m + (o.t).accuracy_m as reach_m offset 0) d offset 0
      ) r window same as (partition by r.kind, r.id, r.own_layer, r.other_layer, r.lined)
    ) r
    group by r.kind, r.id, r.own_layer, r.other_layer, r.lined, r.looked)
  select o.t, s.other_layer, n.other, n.drawn, n.around_m, o.drawn_m, n.pitted, n.veiled
  from search s
  cross join lateral (
    select case when f.veiled then veiled_thing(case when (f.thing).id = any (dug) then widened_thing(f.thing) else f.thing end, secret) else f.thing end as other, f.drawn, f.around_m, f.pitted and not f.veiled as pitted, f.veiled
    from (
      select feature_thing(f) as thing, f.geom as drawn, thing_margin_m(f) as around_m, f.id = any (_pitted) as pitted, veiled_for_viewer(f.dataset_id, f.geom, veiled_ids, partly) as veiled
      from feature f
      where f.layer = s.other_layer and f.authority_id = authority and f.geom && s.box and st_distance(f.geom, s.shape) <= s.reach_m
        -- What is veiled is told once per layer and dataset: all of it is one part's.
        and case when f.dataset_id = any (veiled_ids) then f.dataset_id else f.id end % _shares = _share offset 0
    ) f where f.veiled or _veil <> 'only'
    union all select measure_thing_thing(m), m.geom, coalesce(m.diameter_m, 0) / 2, false, false
    from measure_thing m
    where _veil <> 'only' and m.authority_id = authority and m.scenario_id = _scenario_id and m.layer = s.other_layer
      and (s.kind = 'feature' or m.measure_id <> s.id) and m.geom && s.box and m.measure_id % _shares = _share
    union all select m, m.geom, m.radius_m + m.accuracy_m, false, false from unnest(_things) m
    where _veil <> 'only' and s.own_layer = s.other_layer and m.layer = s.other_layer and m.kind = s.kind and m.id = s.id and _share = 0
    offset 0
  ) n
  -- Of lines that were looked for together one is enough: nearest_things() would leave out the others.
  cross join lateral (
    select o.t, o.drawn_m from (select o.t, st_distance((o.t).geom, n.drawn) as drawn_m from own o where o.place = any (s.places) and n.drawn && st_expand((o.t).geom, s.reach_m)
      and ((n.other).kind = 'feature' or (n.other).id <> (o.t).id or (n.other).part > (o.t).part) offset 0) o
    order by case when s.lined and (n.other).kind = 'feature' then apart_um((o.t).geom, n.other, o.drawn_m, n.veiled) end, (o.t).part
    limit case when s.lined and (n.other).kind = 'feature' then 1 end) o;
end $$;
comment on function near_things(thing[], rule_side[], bigint, text, bigint[], integer, integer) is
'What lies near each of the things of measures, of the layers that they may meet (rule_sides): features, stored parts of other measures of the scenario and, within one layer, the things of the same measure. Each as it is judged, by _veil as in pair_findings(); of _pitted features (trial pits) as the data have it, since that depends on what they are judged against (of what is veiled nothing does: widened_thing). With _shares only one of so many parts (_share, from 0), divided thing by thing, what may be veiled dataset by dataset. Roughly: of several own things what lies near one of them; whoever asks judges the distance of each two. Analysis CRS, metres. Empty for no things.';
