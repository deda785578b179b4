create or replace function finding_count(_scenario_id bigint, _street_id text default null, _verdict text[] default null, _dataset_id bigint default null, _measure_id bigint default null)
returns table (kind text, severity text, verdict text, findings bigint, stretch_m double precision)
language plpgsql stable security definer
set search_path from current
set plan_cache_mode to force_custom_plan
as $$
declare
  visible constant bigint[] := visible_dataset_ids();
  partly constant bigint[] := partly_visible_dataset_ids();
  expired constant bigint[] := expired_dataset_ids();
begin
  return query
    select n.kind, n.severity, n.verdict, count(*),
      -- Added up exactly, a hidden stretch could be worked out of two sums.
      sum(case when n.veil <> 'hidden' and coalesce(n.a_dataset_id = any (visible), true) and coalesce(n.b_dataset_id = any (visible), true)
        then n.stretch_m else ceil(n.stretch_m / 10) * 10 end) from finding n
    where n.authority_id = current_authority() and (n.scenario_id = _scenario_id or _scenario_id is null and n.scenario_id is null)
      and (_street_id is null or n.street_id = _street_id)
      and (_dataset_id is null or n.a_dataset_id = _dataset_id or n.b_dataset_id = _dataset_id)
      and (_measure_id is null or n.a_kind = 'measure' and n.a_id = _measure_id or n.b_kind = 'measure' and n.b_id = _measure_id)
      and (_verdict is null or n.verdict = any (_verdict)) and finding_is_told(n, visible, partly, expired)
    group by n.kind, n.severity, n.verdict;
end $$;
comment on function finding_count(bigint, text, text[], bigint, bigint) is 'How many findings there are, by kind, severity and verdict, with the summed length of their stretches in metres; of one with a thing that the viewer may not see in tens of metres, as it is told.';
