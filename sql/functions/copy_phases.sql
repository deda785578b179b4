create or replace function copy_phases(_from bigint, _to bigint) returns jsonb
language plpgsql set search_path from current
as $$
declare
  phase scenario_phase;
  made bigint;
  ids jsonb := '{}';
begin
  for phase in select * from scenario_phase p where p.authority_id = current_authority() and p.scenario_id = _from order by p.id loop
    select min(p.id) into made from scenario_phase p
    where p.authority_id = phase.authority_id and p.scenario_id = _to and (p.name, p.year_from, p.year_to) = (phase.name, phase.year_from, phase.year_to);
    if made is null then
      insert into scenario_phase as p (authority_id, scenario_id, name, year_from, year_to)
      values (phase.authority_id, _to, phase.name, phase.year_from, phase.year_to) returning p.id into made;
    end if;
    ids := ids || jsonb_build_object(phase.id, made);
  end loop;
  return ids;
end $$;
comment on function copy_phases(bigint, bigint) is
'Gives a scenario (_to) the phases of another that it does not have yet, by name and years; returns the id there of each phase by its id here. Empty where there are none.';
