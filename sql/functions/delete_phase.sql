create or replace function delete_phase(_scenario_id bigint, _id bigint, _version bigint)
returns table (version bigint, state text, measure_ids bigint[])
language plpgsql security definer set search_path from current
as $$
declare
  stored scenario_phase;
  left_ids bigint[] := '{}';
begin
  perform lock_scenario(_scenario_id);
  select * into stored from scenario_phase p where p.authority_id = current_authority() and p.scenario_id = _scenario_id and p.id = _id;
  if stored.id is null or stored.version <> _version then
    return query select stored.version, case when stored.id is null then 'missing' else 'stale' end, left_ids; return;
  end if;
  select coalesce(array_agg(m.id order by m.id), '{}') into left_ids from measure m
  where m.authority_id = stored.authority_id and m.phase_id = stored.id;
  update measure m set phase_id = null, version = m.version + 1 where m.authority_id = stored.authority_id and m.id = any (left_ids);
  delete from scenario_phase p where p.authority_id = stored.authority_id and p.id = stored.id;
  perform evaluate_measure(m) from measure m where m.authority_id = stored.authority_id and m.id = any (left_ids) and m.period is null;
  return query select stored.version, 'saved', left_ids;
end $$;
comment on function delete_phase(bigint, bigint, bigint) is
'Deletes a phase of a scenario if _version is the stored one. Its measures stay, in no phase, each a version further (measure_ids). state: saved, stale or missing.';
