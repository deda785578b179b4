create or replace function save_phase(_scenario_id bigint, _id bigint, _version bigint, _name text, _year_from integer, _year_to integer)
returns table (id bigint, version bigint, state text, measure_ids bigint[])
language plpgsql security definer set search_path from current
as $$
declare
  saved scenario_phase;
  moved bigint[] := '{}';
begin
  if not lock_scenario(_scenario_id) then
    return query select _id, null::bigint, 'missing', moved; return;
  end if;
  if _id is null then
    insert into scenario_phase (authority_id, scenario_id, name, year_from, year_to)
    values (current_authority(), _scenario_id, _name, _year_from, _year_to) returning * into saved;
  else
    update scenario_phase p set name = _name, year_from = _year_from, year_to = _year_to, version = p.version + 1
    where p.authority_id = current_authority() and p.scenario_id = _scenario_id and p.id = _id and p.version = _version
    returning * into saved;
  end if;
  if saved.id is null then
    return query select _id, p.version, case when p.id is null then 'missing' else 'stale' end, moved
      from (values (1)) one (n) left join scenario_phase p on p.authority_id = current_authority() and p.scenario_id = _scenario_id and p.id = _id;
    return;
  end if;
  select coalesce(array_agg(m.id order by m.id), '{}') into moved from measure m
  where m.authority_id = saved.authority_id and m.phase_id = saved.id and m.period is null;
  perform evaluate_measure(m) from measure m where m.authority_id = saved.authority_id and m.id = any (moved);
  return query select saved.id, saved.version, 'saved', moved;
end $$;
comment on function save_phase(bigint, bigint, bigint, text, integer, integer) is
'Stores a phase of a scenario, a new one where _id is null, and judges the measures anew whose days its years are: those in it without a period of their own (measure_ids). state: saved; stale, with the version that is stored; missing, where scenario or phase is gone.';
