create or replace function save_measure(_scenario_id bigint, _id bigint, _version bigint, _measure_type text, _name text,
  _geom_wgs84 geometry, _parameters jsonb, _period daterange default null,
  _phase_id bigint default null)
returns table (id bigint, version bigint, state text)
language plpgsql security definer set search_path from current
as $$
declare
  drawn geometry := to_analysis(_geom_wgs84);
  last_version bigint;
  saved measure;
begin
  if not lock_scenario(_scenario_id) then
    return query select _id, null::bigint, 'missing'; return;
  end if;
  if _id is null then
    insert into measure (authority_id, scenario_id, measure_type, name, geom, parameters, period, phase_id)
    values (current_authority(), _scenario_id, _measure_type, _name, drawn, coalesce(_parameters, '{}'), _period, _phase_id)
    returning * into saved;
  elsif _version is null then
    -- The history knows what was deleted here, and the version that it had then.
    select (c.before ->> 'version')::bigint into last_version
    from change c
    where c.authority_id = current_authority() and c.word = 'measure' and c.thing_id = _id::text and c.action = 'delete'
      and (c.before ->> 'scenario_id')::bigint = _scenario_id
    order by c.id desc limit 1;
    insert into measure as m (authority_id, id, scenario_id, measure_type, name, geom, parameters, period, phase_id, version) overriding system value
    select current_authority(), _id, _scenario_id, _measure_type, _name, drawn, coalesce(_parameters, '{}'), _period, _phase_id, last_version + 1
    where last_version is not null
    on conflict do nothing
    returning * into saved;
  else
    update measure m set measure_type = _measure_type, name = _name, geom = drawn, parameters = coalesce(_parameters, '{}'),
      period = _period, phase_id = _phase_id, version = m.version + 1
    where m.authority_id = current_authority() and m.scenario_id = _scenario_id and m.id = _id and m.version = _version
    returning * into saved;
  end if;
  if saved.id is null then
    return query select _id, m.version, case when m.id is null then 'missing' else 'stale' end
      from (values (1)) one (n) left join measure m on m.authority_id = current_authority() and m.scenario_id = _scenario_id and m.id = _id;
    return;
  end if;
  perform evaluate_measure(saved);
  return query select saved.id, saved.version, 'saved';
end $$;
comment on function save_measure(bigint, bigint, bigint, text, text, geometry, jsonb, daterange, bigint) is
'Stores a measure and re-evaluates its own findings in the same transaction: a new one where _id is null; one that was deleted from this scenario, under its old id, where only _version is null; else the stored one if it has that version. state: saved; stale, with the version that is stored; missing, where scenario or measure is gone (or never was).';
