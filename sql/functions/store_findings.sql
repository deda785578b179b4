create or replace function store_findings(_things thing[], _scenario_id bigint, _against text, _street_id text default null, _of thing default null) returns bigint
language sql set search_path from current
as $$
  with restricted as materialized (select veiled_dataset_ids('only') as ids, (select a.veil_secret from authority a where a.id = current_authority()) as secret),
  stored as (
    insert into finding (authority_id, id, scenario_id, rule_id, a_kind, a_layer, a_id, a_part, a_dataset_id,
      b_kind, b_layer, b_id, b_part, b_dataset_id,
      kind, severity, verdict, distance_m, uncertainty_m, required_m, vertical_m, vertical_uncertainty_m, required_vertical_m,
      run_m, gap_days, assumed, stretch, stretch_m, street_id, veil, told_id)
    select current_authority(), finding_id(_scenario_id, p.rule_id, p.a, p.b, r.secret), _scenario_id, p.rule_id,
      (p.a).kind, (p.a).layer, (p.a).id, (p.a).part, (p.a).dataset_id,
      (p.b).kind, (p.b).layer, (p.b).id, (p.b).part, (p.b).dataset_id,
      p.kind, p.severity, p.verdict, p.distance_m, p.uncertainty_m, p.required_m, p.vertical_m, p.vertical_uncertainty_m,
      p.required_vertical_m, p.run_m, p.gap_days, p.assumed, p.stretch, stretch_length_m(p.stretch),
      o.street_id, case when v.seen then 'seen' else 'none' end,
      case when v.seen then veiled_finding_id(_scenario_id, p.rule_id, case (p.a).kind when 'measure' then (p.a).id else (p.b).id end,
        case (p.a).kind when 'measure' then (p.b).layer else (p.a).layer end, coalesce((p.a).dataset_id, (p.b).dataset_id), r.secret) end
    from restricted r, pair_findings(_things, _scenario_id, _against) p
    cross join lateral (select street_of(st_pointonsurface(p.stretch)) as street_id) o
    cross join lateral (select _scenario_id is not null and coalesce((p.a).dataset_id = any (r.ids) or (p.b).dataset_id = any (r.ids), false) as seen) v
    where (_street_id is null or o.street_id = _street_id) and ((_of).id is null or speaks_of_pair(p, _of, _scenario_id))
    on conflict (authority_id, id, veil) do nothing
    returning 1
  )
  select count(*) from stored
$$;
comment on function store_findings(thing[], bigint, text, text, thing) is
'Runs the engine for the things and stores what it finds, each finding with the street of its stretch; returns how many were new. What of a scenario is not public is marked as told to who may see it (finding_is_told), with the id under which all speak of it (told_id); the others are told what store_veiled_findings() stores. A pair that was met from its other side already is not stored twice. With a street given, only what belongs to it is stored; with a feature, only what speaks_of_pair() keeps.';
