create or replace function copy_scenario(_id bigint, _name text, _branch boolean default false) returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  made bigint;
  phase_ids jsonb;
  one measure;
  copied measure;
begin
  -- Nobody draws in it meanwhile: a branch has seen exactly what it took.
  perform lock_scenario(_id);
  insert into scenario (authority_id, name, description, copy_of, is_branch)
  select s.authority_id, _name, s.description, s.id, _branch from scenario s where s.authority_id = current_authority() and s.id = _id
  returning id into made;
  if made is null then return null; end if;
  phase_ids := copy_phases(_id, made);
  for one in select * from measure m where m.authority_id = current_authority() and m.scenario_id = _id order by m.id loop
    insert into measure (authority_id, scenario_id, measure_type, name, geom, parameters, period, phase_id)
    values (one.authority_id, made, one.measure_type, one.name, one.geom, one.parameters, one.period, (phase_ids ->> one.phase_id::text)::bigint)
    returning * into copied;
    perform evaluate_measure(copied);
    if _branch then
      insert into measure_base (authority_id, scenario_id, parent_measure_id, parent_version, measure_id, own_version)
      values (one.authority_id, made, one.id, one.version, copied.id, copied.version);
    end if;
  end loop;
  return made;
end $$;
comment on function copy_scenario(bigint, text, boolean) is
'A new scenario with the phases and measures of another, in their order, with findings of their own; returns its id. As a branch it remembers which version of each measure it took. Null where there is no such scenario.';
