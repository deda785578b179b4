create or replace function findings(_scenario_id bigint, _street_id text default null, _verdict text[] default null, _limit integer default 100, _offset integer default 0, _dataset_id bigint default null, _measure_id bigint default null)
returns finding_answer
language plpgsql stable security definer
set search_path from current
-- What is not asked for has to leave the plan, or no index fits.
set plan_cache_mode to force_custom_plan
as $$
declare
  visible constant bigint[] := visible_dataset_ids();
  partly constant bigint[] := partly_visible_dataset_ids();
  expired constant bigint[] := expired_dataset_ids();
begin
  return finding_answer(coalesce(stored_findings(array(
    select n.id from finding n
    where n.authority_id = current_authority() and (n.scenario_id = _scenario_id or _scenario_id is null and n.scenario_id is null)
      and (_street_id is null or n.street_id = _street_id)
      and (_dataset_id is null or n.a_dataset_id = _dataset_id or n.b_dataset_id = _dataset_id)
      and (_measure_id is null or n.a_kind = 'measure' and n.a_id = _measure_id or n.b_kind = 'measure' and n.b_id = _measure_id)
      and (_verdict is null or n.verdict = any (_verdict)) and finding_is_told(n, visible, partly, expired)
    order by array_position(array['violated', 'possible', 'unknown', 'clear'], n.verdict),
      array_position(array['block', 'mitigate', 'inform'], n.severity),
      array_position(array['conflict', 'attention', 'synergy'], n.kind),
      -- Among distances that he is told, the place of a veiled one in the list would tell it.
      case when n.veil = 'hidden' then 0 else coalesce(n.required_m - n.distance_m, n.required_vertical_m - n.vertical_m, 0) end desc, n.id
    limit _limit offset _offset)), '{}'));
end $$;
comment on function findings(bigint, text, text[], integer, integer, bigint, bigint) is
'Stored findings of a scenario (null: the state today), of one street, dataset or measure or all, worst first: verdict, severity, then how much is missing (of what is veiled: unknown). Hidden things are redacted for the viewer.';
