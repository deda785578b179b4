create or replace function store_veiled_findings(_things thing[], _scenario_id bigint) returns void
language sql set search_path from current
as $$
  insert into finding (authority_id, id, scenario_id, rule_id, a_kind, a_layer, a_id, a_part, a_dataset_id,
    b_kind, b_layer, b_id, b_part, b_dataset_id,
    kind, severity, verdict, distance_m, uncertainty_m, required_m, vertical_m, vertical_uncertainty_m, required_vertical_m,
    run_m, gap_days, assumed, stretch, stretch_m, street_id, veil, pieces)
  select current_authority(), t.id, _scenario_id, p.rule_id,
    (p.a).kind, (p.a).layer, (p.a).id, (p.a).part, (p.a).dataset_id, (p.b).kind, (p.b).layer, (p.b).id, (p.b).part, (p.b).dataset_id,
    p.kind, p.severity, p.verdict, p.distance_m, p.uncertainty_m, p.required_m, p.vertical_m, p.vertical_uncertainty_m,
    p.required_vertical_m, p.run_m, p.gap_days, p.assumed, p.stretch, stretch_length_m(p.stretch), street_of(st_pointonsurface(p.stretch)), 'hidden', t.pieces
  from told_pairs(_things, _scenario_id, 'only') t
  cross join lateral (select (t.pair).*) p
  where cardinality(veiled_dataset_ids('only')) > 0
  on conflict (authority_id, id, veil) do nothing
$$;
comment on function store_veiled_findings(thing[], bigint) is
'Stores what the things of measures of a scenario have to do with what is not public, as it is told to who may not see it: veiled and once per rule, measure, layer and dataset (told_pairs). What was stored of them has to be removed before.';
