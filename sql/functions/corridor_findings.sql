create or replace function corridor_findings(_measure_type text, _lines_wgs84 geometry[], _parameters jsonb[], _scenario_id bigint default null)
returns table (piece integer, rule_id text, kind text, severity text, verdict text, distance_m double precision, uncertainty_m double precision,
  required_m double precision, vertical_m double precision, required_vertical_m double precision, stretch_m double precision,
  other_kind text, other_layer text, other_id bigint, visible boolean, owner text)
language plpgsql stable security definer
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  authority constant text := current_authority();
  expired constant bigint[] := expired_dataset_ids();
  -- Each piece is a measure of its own, so that pieces do not meet each other: the n-th has the id -n.
  things thing[];
begin
  select array_agg(t) into things
  from unnest(_lines_wgs84, _parameters) with ordinality p (line, parameters, place)
  cross join lateral measure_things(_measure_type, to_analysis(p.line), p.parameters, -p.place) t;
  return query
  select f.piece, f.rule_id, f.kind, f.severity, f.verdict, case when v.visible then f.distance_m end, case when v.visible then f.uncertainty_m end, f.required_m,
    case when v.visible then f.vertical_m end, f.required_vertical_m, case when v.visible then f.stretch_m else ceil(f.stretch_m / 10) * 10 end, (f.other).kind, (f.other).layer, case when v.visible then greatest((f.other).id, 0) end, v.visible, d.owner
  from (
    select k.piece, p.rule_id, p.kind, p.severity, p.verdict, p.distance_m, p.uncertainty_m, p.required_m, p.vertical_m, p.required_vertical_m,
      stretch_length_m(p.stretch) as stretch_m, case when k.own_is_a then p.b else p.a end as other
    from told_pairs(coalesce(things, '{}'), _scenario_id, 'viewer', '{conflict}', _clashes_only => true) t
    cross join lateral (select (t.pair).*) p
    cross join lateral (select (p.a).kind = 'measure' and (p.a).id < 0 as own_is_a, (-least((p.a).id, (p.b).id))::integer as piece offset 0) k
  ) f
  left join lateral (
    select o.name as owner from dataset d
    join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id
    where (f.other).kind = 'feature' and d.authority_id = authority and d.id = (f.other).dataset_id
    limit 1
  ) d on true
  cross join lateral (select not 'veiled' = any ((f.other).traits) as visible offset 0) v
  where f.severity <> 'inform' and not coalesce((f.other).dataset_id = any (expired), false)
  order by f.piece, f.rule_id, (f.other).layer, (f.other).kind, (f.other).id, (f.other).part;
end $$;
comment on function corridor_findings(text, geometry[], jsonb[], bigint) is
'What the engine finds of many lines (WGS 84) of one measure type, each a measure that is not saved with its own parameters: the same conflicts that block or have to be mitigated as preview() of each of them (piece: its place in the list, from 1), asked for at once and told in short, seen from the line: of the other thing its layer and owner, and its id where the viewer may see it; of one that is hidden no distance (null) and the stretch in tens of metres, as in finding_answer(). Metres. Empty for no lines.';
