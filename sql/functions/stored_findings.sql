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
        row(n.rule_id, stored_thing(n.a_kind, n.a_layer, case when n.a_kind = 'feature' then coalesce(h.id, n.a_id) else n.a_id end, n.a_part),
          stored_thing(n.b_kind, n.b_layer, case when n.b_kind = 'feature' then coalesce(h.id, n.b_id) else n.b_id end, n.b_part),
          n.kind, n.severity, case when t.told then n.verdict when s.spoken then 'possible' else 'clear' end, case when t.told then n.distance_m end, case when t.told then n.uncertainty_m end,
          n.required_m, case when t.told then n.vertical_m end, case when t.told then n.vertical_uncertainty_m end,
          n.required_vertical_m, case when t.told then n.run_m end, n.gap_days, n.assumed, n.stretch)::pair_finding,
        w.id, n.scenario_id, n.stretch_m, n.street_id)::finding_with_things order by w.place)
    from unnest(_ids) with ordinality w (id, place)
    cross join lateral (
      select f as o from finding f where f.authority_id = current_authority() and f.id = w.id
      union all
      -- What others are told nothing of is found under the id that they would be told (called_findings).
      (select f from finding f where f.authority_id = current_authority() and f.told_id = w.id and finding_is_told(f, visible, partly, expired)
        and not exists (select from finding g where g.authority_id = current_authority() and g.id = w.id) order by f.id limit 1)
    ) x
    cross join lateral (select finding_is_told(o, visible, partly, expired) as told offset 0) q
    -- What others are told as one: who may see it all and was asked about it by them is told the worst of it, or that it is clear.
    cross join lateral (select case when q.told or (o).veil <> 'hidden' then o else coalesce((
        select m from told_as((o).id) m where m.veil = 'seen' and finding_is_told(m, visible, partly, expired)
        order by array_position(array['violated', 'possible', 'unknown', 'clear'], m.verdict), array_position(array['block', 'mitigate', 'inform'], m.severity), m.id limit 1), o) end as finding offset 0) k
    cross join lateral (select (k.finding).*) n
    -- Of the pieces that a veiled one stands for one that he may not see.
    cross join lateral (select case when n.veil = 'hidden' then hidden_piece(k.finding, partly) end as id offset 0) h
    cross join lateral (select q.told or (o).veil = 'hidden' and n.veil = 'seen' as told offset 0) t
    cross join lateral (select case when t.told then false else owner_spoke_of(n) end as spoken offset 0) s
    where (t.told or s.spoken or n.veil = 'hidden')
    -- A scenario is not for residents; what of it is, they were given.
      and (n.scenario_id is null or readable_scenario(n.scenario_id) is not null));
end $$;
comment on function stored_findings(uuid[]) is
'Stored findings with both their things, in the order asked, each as the viewer is told it (finding_is_told); of what only others are told, all that is told them under that id (told_as), the worst of it as it is, or clear where there is none; and, as possible, one whose owner spoke of it (owner_spoke_of); unknown ids are left out; null where none is known.';
