create or replace function stored_findings(_ids uuid[]) returns finding_with_things[]
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  visible constant bigint[] := visible_dataset_ids();
  partly constant bigint[] := partly_visible_dataset_ids();
  expired constant bigint[] := expired_dataset_ids();
begin
  return (
    select array_agg(row(
        row(n.rule_id, stored_thing(n.a_kind, n.a_layer, n.a_id, n.a_part), stored_thing(n.b_kind, n.b_layer, n.b_id, n.b_part),
          n.kind, n.severity, case when t.told then n.verdict when s.spoken then 'possible' else 'clear' end, case when t.told then n.distance_m end, case when t.told then n.uncertainty_m end,
          n.required_m, case when t.told then n.vertical_m end, case when t.told then n.vertical_uncertainty_m end,
          n.required_vertical_m, case when t.told then n.run_m end, n.gap_days, n.assumed, n.stretch)::pair_finding,
        n.id, n.scenario_id, n.stretch_m, n.street_id)::finding_with_things order by w.place)
    from unnest(_ids) with ordinality w (id, place)
    join finding n on n.authority_id = current_authority() and n.id = w.id
    cross join lateral (select finding_is_told(n, visible, partly, expired) as told offset 0) t
    cross join lateral (select case when t.told or n.veil = 'hidden'
        or exists (select from finding o where o.authority_id = n.authority_id and o.id = n.id and o.veil = 'hidden') then false else owner_spoke_of(n) end as spoken offset 0) s
    -- What others are told of though it is clear: who may see both things and was asked about it by them, is told that.
    where (t.told or s.spoken or n.veil = 'hidden' and not exists (select from finding o where o.authority_id = n.authority_id and o.id = n.id and o.veil = 'seen'))
    -- A scenario is not for residents; what of it is, they were given.
      and (n.scenario_id is null or readable_scenario(n.scenario_id) is not null));
end $$;
comment on function stored_findings(uuid[]) is
'Stored findings with both their things, in the order asked, each as the viewer is told it (finding_is_told), or clear where only others are told of it; and, as possible, one whose owner spoke of it (owner_spoke_of); unknown ids are left out; null where none is known.';
