create or replace function rule_sides(_things thing[], _scenario_id bigint, _against text, _share integer default 0, _shares integer default 1)
returns setof rule_side
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  authority constant text := current_authority();
begin
  return query
  select s.side, s.own_layer, s.other_layer, s.own_is_a, s.margin_m, s.rules, s.reach_planned_m, s.reach_existing_m,
    s.clearance_m, s.line_rules, s.run_rules, s.conflict_m
  from (
    select s.*, row_number() over (order by n.near * cardinality(s.rules) desc, s.other_layer, s.own_layer, s.own_is_a) as side
    from (
      select o.own_layer, o.other_layer, o.own_is_a, t.box, coalesce(m.margin_m, 0) as margin_m, array_agg(r) as rules,
        bool_or(t.planned) as planned,
        max(coalesce(r.horizontal_m, 0)) as reach_planned_m,
        max(coalesce(r.horizontal_m, 0)) filter (where not r.planned_only) as reach_existing_m,
        coalesce(max(r.horizontal_m) filter (where r.relation = 'parallel'), 0.4) as clearance_m,
        coalesce(max(r.horizontal_m) filter (where r.kind = 'conflict'), 0) as conflict_m,
        bool_or(r.relation in ('parallel', 'crossing')) as line_rules,
        bool_or(r.run_min_m is not null or r.run_max_m is not null) as run_rules
      from effective_rules(authority, array(select distinct t.layer from unnest(_things) t)) r
      cross join lateral (values (r.a_layer, r.b_layer, true), (r.b_layer, r.a_layer, false)) o (own_layer, other_layer, own_is_a)
      join (
        select t.layer, bool_or(t.planned) as planned,
          st_setsrid(st_extent(st_expand(t.geom, t.radius_m + t.accuracy_m))::geometry, analysis_srid()) as box
        from unnest(_things) t group by t.layer
      ) t on t.layer = o.own_layer
      left join layer_margin m on m.authority_id = authority and m.layer = o.other_layer
      where r.applied and (o.own_is_a or r.a_layer <> r.b_layer)
      group by o.own_layer, o.other_layer, o.own_is_a, t.box, m.margin_m
    ) s
    cross join lateral (
      -- How much is near, roughly: one is enough to be looked at, and with shares the heaviest are dealt out first.
      select count(*) as near from (
        select from feature f
        where f.authority_id = authority and f.layer = s.other_layer
          -- As far as something veiled is looked for, or whether a layer is left out would tell where it lies.
          and f.geom && st_expand(s.box, s.reach_planned_m + s.margin_m + case when _against = 'measure' then veil_reach_m() else 0 end)
        limit case when _shares > 1 then 60 else 1 end) f
    ) n
    where (_against = 'measure' or s.planned or s.own_is_a and s.reach_existing_m is not null)
      and (n.near > 0 or _against = 'measure' and (s.own_layer = s.other_layer or _scenario_id is not null))
  ) s
  -- There and back, so that no share always gets the heavier of two.
  where case when (s.side - 1) / _shares % 2 = 0 then (s.side - 1) % _shares else _shares - 1 - (s.side - 1) % _shares end = _share;
end $$;
comment on function rule_sides(thing[], bigint, text, integer, integer) is
'Which layers the given things may meet, and by which rules in force: one row for each two layers, seen from the layer of the things (from both where both are among them). Layers of which nothing lies within reach of any of the things (analysis CRS, metres) are left out. With _shares one part of so many (_share, from 0), of about the same work, so that several connections can divide them. Empty where there is no rule or no thing.';
