create or replace function told_pairs(_things thing[], _scenario_id bigint, _veil text, _stretch_kinds text[] default '{conflict,attention,synergy}',
  _share integer default 0, _shares integer default 1, _clashes_only boolean default false)
returns table (pair pair_finding, id uuid, pieces bigint[])
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
#variable_conflict use_column
declare
  secret constant uuid := (select a.veil_secret from authority a where a.id = current_authority());
begin
  if _veil = 'viewer' and cardinality(veiled_dataset_ids('viewer')) = 0 then
    -- Who sees all has nothing to sum up.
    return query
    select f, finding_id(_scenario_id, f.rule_id, f.a, f.b, secret), null::bigint[]
    from pair_findings(_things, _scenario_id, 'measure', false, _stretch_kinds, _share, _shares, 'none', _clashes_only) f;
    return;
  end if;
  return query
  with found as materialized (
    select f.*, finding_id(_scenario_id, f.rule_id, f.a, f.b, secret) as id
    from pair_findings(_things, _scenario_id, 'measure', false, _stretch_kinds, _share, _shares, _veil, _clashes_only) f
  ),
  grouped as (
    select f.*, k.told_id, row_number() over (partition by k.told_id order by f.id) as nth,
      min(array_position(array['violated', 'possible', 'unknown', 'clear'], f.verdict)) over of_key as worst,
      min(array_position(array['block', 'mitigate', 'inform'], f.severity)) over of_key as gravest,
      array_agg(case when 'veiled' = any ((f.b).traits) then (f.b).id else (f.a).id end) filter (where _veil = 'only') over of_key as pieces
    from found f
    cross join lateral (
      select case when 'veiled' = any ((f.b).traits) then veiled_finding_id(_scenario_id, f.rule_id, (f.a).id, (f.b).layer, (f.b).dataset_id, secret)
        when 'veiled' = any ((f.a).traits) then veiled_finding_id(_scenario_id, f.rule_id, (f.b).id, (f.a).layer, (f.a).dataset_id, secret)
        else f.id end as told_id
    ) k
    window of_key as (partition by k.told_id)
  )
  select row(g.rule_id, case when 'veiled' = any ((g.b).traits) then coalesce(l.first, g.a) else g.a end, case when 'veiled' = any ((g.a).traits) then coalesce(l.first, g.b) else g.b end, g.kind, (array['block', 'mitigate', 'inform'])[g.gravest], (array['violated', 'possible', 'unknown', 'clear'])[g.worst],
      g.distance_m, g.uncertainty_m, g.required_m, g.vertical_m, g.vertical_uncertainty_m, g.required_vertical_m, g.run_m, g.gap_days, g.assumed, g.stretch)::pair_finding, g.told_id,
    array(select distinct p from unnest(g.pieces) p order by p)
  from grouped g
  -- Which of a measure's lines laid side by side is the nearest would tell on which side of them the hidden one lies: the first stands for all.
  left join lateral (
    select t as first from unnest(_things) t
    where t.kind = 'measure' and (t.id, t.layer) = (case when 'veiled' = any ((g.b).traits) then ((g.a).id, (g.a).layer) else ((g.b).id, (g.b).layer) end) and st_dimension(t.geom) = 1
    order by t.part limit 1
  ) l on st_dimension(case when 'veiled' = any ((g.b).traits) then (g.a).geom else (g.b).geom end) = 1 and g.told_id <> g.id
  where g.nth = 1;
end $$;
comment on function told_pairs(thing[], bigint, text, text[], integer, integer, boolean) is
'pair_findings() of measures, as it is told: what is veiled once per rule, measure, layer and dataset, with the worst verdict and severity of them, under one id (veiled_finding_id); of lines of a layer that a measure lays side by side with its first, whichever is nearest. pieces, of what is judged to be stored (_veil: only): ids of the hidden things that it stands for. How many pieces a hidden line has, and which of them lies near, is nobody''s business, and says no more than one does.';
