create or replace function take_parent_change(_scenario_id bigint, _parent_measure_id bigint, _take boolean) returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  found_change record;
  theirs measure;
  mine measure;
  phase bigint;
begin
  select * into found_change from parent_changes(_scenario_id) c where c.parent_measure_id = _parent_measure_id;
  if not found then return null; end if;
  select * into theirs from measure m where m.authority_id = current_authority() and m.id = _parent_measure_id;
  select * into mine from measure m where m.authority_id = current_authority() and m.id = found_change.measure_id;
  if theirs.id is null then
    if _take and mine.id is not null then perform delete_measure(mine.id, mine.version); end if;
    delete from measure_base b where b.authority_id = current_authority() and b.scenario_id = _scenario_id and b.parent_measure_id = _parent_measure_id;
    return found_change.measure_id;
  end if;
  if _take then
    phase := (copy_phases(theirs.scenario_id, _scenario_id) ->> theirs.phase_id::text)::bigint;
    if mine.id is null then
      insert into measure (authority_id, scenario_id, measure_type, name, geom, parameters, period, phase_id)
      values (theirs.authority_id, _scenario_id, theirs.measure_type, theirs.name, theirs.geom, theirs.parameters, theirs.period, phase)
      returning * into mine;
    else
      update measure m set measure_type = theirs.measure_type, name = theirs.name, geom = theirs.geom, parameters = theirs.parameters,
        period = theirs.period, phase_id = phase, version = m.version + 1
      where m.authority_id = mine.authority_id and m.id = mine.id returning * into mine;
    end if;
    perform evaluate_measure(mine);
  end if;
  insert into measure_base as b (authority_id, scenario_id, parent_measure_id, parent_version, measure_id, own_version)
  values (theirs.authority_id, _scenario_id, theirs.id, theirs.version, mine.id, case when _take then mine.version end)
  on conflict (authority_id, scenario_id, parent_measure_id) do update
    -- Refused: what the branch made of it stays its own, so that the next change meets it as a conflict.
    set parent_version = excluded.parent_version, measure_id = excluded.measure_id,
      own_version = case when _take then excluded.own_version else 0 end;
  return mine.id;
end $$;
comment on function take_parent_change(bigint, bigint, boolean) is
'Takes over one change of the parent of a branch, or refuses it (_take false), so that it is no longer a difference; returns the branch''s own measure that it concerns (null: none, or there was no such change). Lock the scenario first.';
