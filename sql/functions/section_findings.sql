create or replace function section_findings(_path geometry, _near_m double precision, _scenario_id bigint, _visible_ids bigint[])
returns table (from_m double precision, finding jsonb)
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
begin
  return query
  select p.from_m, jsonb_build_object('id', n.id, 'scenario_id', n.scenario_id, 'rule_id', n.rule_id, 'kind', n.kind, 'severity', n.severity, 'verdict', n.verdict,
    'distance_m', n.distance_m, 'uncertainty_m', n.uncertainty_m, 'required_m', n.required_m,
    'vertical_m', n.vertical_m, 'vertical_uncertainty_m', n.vertical_uncertainty_m, 'required_vertical_m', n.required_vertical_m,
    'from_m', round(p.from_m::numeric, 3), 'to_m', round(p.to_m::numeric, 3),
    'a', jsonb_build_object('kind', n.a_kind, 'layer', n.a_layer, 'id', n.a_id, 'part', n.a_part),
    'b', jsonb_build_object('kind', n.b_kind, 'layer', n.b_layer, 'id', n.b_id, 'part', n.b_part))
  from finding n
  cross join lateral (
    -- A stretch of a metre or so counts wherever it touches the slice.
    select min(q.from_m) as from_m, max(q.to_m) as to_m from section_places(n.stretch, _path, _near_m) q
  ) p
  where n.authority_id = current_authority() and (n.scenario_id is null or n.scenario_id = readable_scenario(_scenario_id))
    and n.veil <> 'hidden' and n.verdict in ('violated', 'possible', 'unknown') and n.kind <> 'synergy'
    and n.stretch && st_expand(_path, _near_m) and st_dwithin(n.stretch, _path, _near_m)
    -- Where a hidden thing is in conflict is as good as where it lies.
    and (n.a_dataset_id is null or n.a_dataset_id = any (_visible_ids)) and (n.b_dataset_id is null or n.b_dataset_id = any (_visible_ids))
    and p.from_m is not null;
end $$;
comment on function section_findings(geometry, double precision, bigint, bigint[]) is
'Stored conflicts and attentions (violated, possible, unknown) whose stretch passes within _near_m of a cutting line (one line, analysis CRS), with where along it: of the state today and, with one, of the scenario. Only between things that are both visible.';
