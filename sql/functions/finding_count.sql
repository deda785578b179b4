create or replace function finding_count(_scenario_id bigint, _street_id text default null, _verdict text[] default null, _dataset_id bigint default null, _measure_id bigint default null)
returns table (kind text, severity text, verdict text, findings bigint, stretch_m double precision)
language plpgsql stable security definer
set search_path from current
set plan_cache_mode to force_custom_plan
as $$
begin
  return query
    select n.kind, n.severity, n.verdict, count(*), sum(n.stretch_m) from finding n
    where n.authority_id = current_authority() and (n.scenario_id = _scenario_id or _scenario_id is null and n.scenario_id is null)
      and (_street_id is null or n.street_id = _street_id)
      and (_dataset_id is null or n.a_dataset_id = _dataset_id or n.b_dataset_id = _dataset_id)
      and (_measure_id is null or n.a_kind = 'measure' and n.a_id = _measure_id or n.b_kind = 'measure' and n.b_id = _measure_id)
      and (_verdict is null or n.verdict = any (_verdict))
    group by n.kind, n.severity, n.verdict;
end $$;
comment on function finding_count(bigint, text, text[], bigint, bigint) is 'How many findings there are, by kind, severity and verdict, with the summed length of their stretches in metres.';
