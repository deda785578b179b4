create or replace function rule_sides(_things thing[], _against text, _clashes_only boolean default false)
returns setof rule_side
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  authority constant text := current_authority();
  own_layers constant text[] := array(select distinct t.layer from unnest(_things) t);
  any_planned constant boolean := exists (select from unnest(_things) t where t.planned);
  -- Of existing things, where they lie and the layers that are looked into: all, or none, so that a measure does not even open them.
  existing_box constant geometry := (select st_setsrid(st_extent(st_expand(t.geom, t.radius_m + t.accuracy_m))::geometry, analysis_srid())
    from unnest(_things) t where _against = 'existing');
  existing_until constant text := case when _against = 'existing' then (select max(l.id) from layer l) end;
begin
  return query
  select row_number() over (), s.own_layer, s.other_layer, s.own_is_a, coalesce(m.margin_m, 0), s.rules, s.reach_planned_m, s.reach_existing_m,
    s.clearance_m, s.line_rules, s.run_rules, s.conflict_m
  from (
    select r.own_layer, r.other_layer, r.own_is_a,
      array_agg(row(r.id, r.relation, r.topic, r.kind, r.severity, r.planned_only, r.horizontal_m, r.vertical_m, r.a_has, r.a_lacks, r.b_has, r.b_lacks,
        r.run_min_m, r.run_max_m, r.upper, r.assumed, r.beside_told)::side_rule) filter (where r.asked) as rules,
      max(coalesce(r.horizontal_m, 0)) filter (where r.asked) as reach_planned_m,
      max(coalesce(r.horizontal_m, 0)) filter (where r.asked and not r.planned_only) as reach_existing_m,
      coalesce(max(r.horizontal_m) filter (where r.relation = 'parallel'), 0.4) as clearance_m,
      coalesce(max(r.horizontal_m) filter (where r.kind = 'conflict'), 0) as conflict_m,
      bool_or(r.relation in ('parallel', 'crossing')) as line_rules,
      bool_or(r.run_min_m is not null or r.run_max_m is not null) as run_rules
    from (
      select o.own_layer, o.other_layer, o.own_is_a, r.*, not _clashes_only or r.kind = 'conflict' and r.severity <> 'inform' as asked,
        bool_or(r.relation = 'parallel' and r.kind = 'conflict' and r.vertical_m is null and r.run_min_m is null and r.run_max_m is null and r.upper is null)
          over (partition by o.own_layer, o.other_layer, o.own_is_a, r.a_has, r.a_lacks, r.b_has, r.b_lacks) as beside_told
      from effective_rules(authority, own_layers) r
      cross join lateral (values (r.a_layer, r.b_layer, true), (r.b_layer, r.a_layer, false)) o (own_layer, other_layer, own_is_a)
      where r.applied and o.own_layer = any (own_layers) and (o.own_is_a or r.a_layer <> r.b_layer)
    ) r
    group by r.own_layer, r.other_layer, r.own_is_a
    having bool_or(r.asked)
  ) s
  left join layer_margin m on m.authority_id = authority and m.layer = s.other_layer
  where _against = 'measure' or (any_planned or s.own_is_a and s.reach_existing_m is not null) and exists (
    select from feature f
    where f.authority_id = authority and f.layer = s.other_layer and f.layer <= existing_until
      and f.geom && st_expand(existing_box, s.reach_planned_m + coalesce(m.margin_m, 0)));
end $$;
comment on function rule_sides(thing[], text, boolean) is
'Which layers the given things may meet, and by which rules in force: one row for each two layers, seen from the layer of the things (from both where both are among them), with how far to look (analysis CRS, metres). Against existing things (_against: existing) only what has to be looked for from this side and has anything in reach. _clashes_only leaves out rules that only inform or see a chance. Empty where there is no rule or no thing.';
