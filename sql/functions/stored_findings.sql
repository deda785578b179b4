create or replace function stored_findings(_ids uuid[]) returns finding_with_things[]
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  visible constant bigint[] := visible_dataset_ids();
  partly constant bigint[] := partly_visible_dataset_ids();
begin
  return (
    select array_agg(row(
        row(n.rule_id, stored_thing(n.a_kind, n.a_layer, n.a_id, n.a_part), stored_thing(n.b_kind, n.b_layer, n.b_id, n.b_part),
          n.kind, n.severity, n.verdict, n.distance_m, n.uncertainty_m, n.required_m, n.vertical_m, n.vertical_uncertainty_m,
          n.required_vertical_m, n.run_m, n.gap_days, n.assumed, n.stretch)::pair_finding,
        n.id, n.scenario_id, n.stretch_m, n.street_id)::finding_with_things order by w.place)
    from unnest(_ids) with ordinality w (id, place)
    join finding n on n.authority_id = current_authority() and n.id = w.id
    -- A scenario is not for residents; what of it is, they were given.
    where finding_is_told(n, visible, partly) and (n.scenario_id is null or readable_scenario(n.scenario_id) is not null));
end $$;
comment on function stored_findings(uuid[]) is
'Stored findings with both their things, in the order asked; unknown ids are left out; null where none is known.';
