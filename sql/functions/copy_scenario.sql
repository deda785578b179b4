create or replace function copy_scenario(_id bigint, _name text) returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  made bigint;
  phase scenario_phase;
  phase_ids jsonb := '{}';
  phase_id bigint;
  one measure;
  copied measure;
begin
  insert into scenario (authority_id, name, description, copy_of)
  select s.authority_id, _name, s.description, s.id from scenario s where s.authority_id = current_authority() and s.id = _id
  returning id into made;
  if made is null then return null; end if;
  for phase in select * from scenario_phase p where p.authority_id = current_authority() and p.scenario_id = _id order by p.id loop
    insert into scenario_phase as p (authority_id, scenario_id, name, year_from, year_to)
    values (phase.authority_id, made, phase.name, phase.year_from, phase.year_to) returning p.id into phase_id;
    phase_ids := phase_ids || jsonb_build_object(phase.id, phase_id);
  end loop;
  for one in select * from measure m where m.authority_id = current_authority() and m.scenario_id = _id order by m.id loop
    insert into measure (authority_id, scenario_id, measure_type, name, geom, parameters, period, phase_id)
    values (one.authority_id, made, one.measure_type, one.name, one.geom, one.parameters, one.period, (phase_ids ->> one.phase_id::text)::bigint)
    returning * into copied;
    perform evaluate_measure(copied);
  end loop;
  return made;
end $$;
comment on function copy_scenario(bigint, text) is
'A new scenario with the phases and measures of another, in their order, with findings of their own; returns its id. Null where there is no such scenario.';
