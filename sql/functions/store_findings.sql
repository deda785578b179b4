create or replace function store_findings(_things thing[], _scenario_id bigint, _against text, _street_id text default null, _of thing default null) returns bigint
language sql set search_path from current
as $$
  with restricted as materialized (select veiled_dataset_ids('only') as ids),
  found as (
    select p, case when _scenario_id is not null and coalesce((p.a).dataset_id = any (r.ids) or (p.b).dataset_id = any (r.ids), false) then 'seen' else 'none' end as veil
    from restricted r, pair_findings(_things, _scenario_id, _against) p
    union all
    -- Of a scenario what is restricted once more, for who may not see it: of the measures' neighbours, or of the feature asked about.
    select p, 'hidden'
    from restricted r
    cross join lateral pair_findings(case when (_of).id is null then _things else (
        select array_agg(veiled_thing(t, a.veil_secret)) from unnest(_things) t, authority a where a.id = current_authority()) end,
      _scenario_id, _against, _veil => case when (_of).id is null then 'only' else 'none' end) p
    where _scenario_id is not null and cardinality(r.ids) > 0 and ((_of).id is null or (_of).dataset_id = any (r.ids))
  ),
  stored as (
    insert into finding (authority_id, id, scenario_id, rule_id, a_kind, a_layer, a_id, a_part, a_dataset_id,
      b_kind, b_layer, b_id, b_part, b_dataset_id,
      kind, severity, verdict, distance_m, uncertainty_m, required_m, vertical_m, vertical_uncertainty_m, required_vertical_m,
      run_m, gap_days, assumed, stretch, stretch_m, street_id, veil)
    select current_authority(), finding_id(_scenario_id, (p).rule_id, (p).a, (p).b), _scenario_id, (p).rule_id,
      ((p).a).kind, ((p).a).layer, ((p).a).id, ((p).a).part, ((p).a).dataset_id,
      ((p).b).kind, ((p).b).layer, ((p).b).id, ((p).b).part, ((p).b).dataset_id,
      (p).kind, (p).severity, (p).verdict, (p).distance_m, (p).uncertainty_m, (p).required_m, (p).vertical_m, (p).vertical_uncertainty_m,
      (p).required_vertical_m, (p).run_m, (p).gap_days, (p).assumed, (p).stretch, stretch_length_m((p).stretch),
      o.street_id, f.veil
    from found f
    cross join lateral (select street_of(st_pointonsurface(((f.p)).stretch)) as street_id) o
    where (_street_id is null or o.street_id = _street_id) and ((_of).id is null or speaks_of_pair(f.p, _of, _scenario_id))
    on conflict (authority_id, id, veil) do nothing
    returning veil
  )
  select count(*) from stored where veil <> 'hidden'
$$;
comment on function store_findings(thing[], bigint, text, text, thing) is
'Runs the engine for the things and stores what it finds, each finding with the street of its stretch; returns how many were new, those that are stored veiled too (finding_is_told) once. A pair that was met from its other side already is not stored twice. With a street given, only what belongs to it is stored; with a feature, only what speaks_of_pair() keeps.';
