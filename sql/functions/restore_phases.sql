create or replace function restore_phases(_scenario_id bigint, _change_id bigint) returns bigint[]
language plpgsql set search_path from current
as $$
declare
  moment record;
  then_phase scenario_phase;
  moved bigint[] := '{}';
begin
  for moment in
    select s.* from scenario_moment(_scenario_id, _change_id, 'scenario_phase') s
      left join scenario_phase p on p.authority_id = current_authority() and p.id = s.id
    where s.then_row is not null and (p.id is null or (p.name, p.year_from, p.year_to) is distinct from
      (s.then_row ->> 'name', (s.then_row ->> 'year_from')::integer, (s.then_row ->> 'year_to')::integer))
  loop
    then_phase := jsonb_populate_record(null::scenario_phase, moment.then_row);
    insert into scenario_phase as p (authority_id, scenario_id, id, name, year_from, year_to, version) overriding system value
    values (current_authority(), _scenario_id, moment.id, then_phase.name, then_phase.year_from, then_phase.year_to, moment.last_version + 1)
    on conflict (authority_id, id) do update set name = excluded.name, year_from = excluded.year_from, year_to = excluded.year_to, version = excluded.version;
    moved := moved || moment.id;
  end loop;
  return moved;
end $$;
comment on function restore_phases(bigint, bigint) is
'Brings back the phases of a scenario that were there right after a change of the history, as they were then; those made later stay. Returns the ids of those that came back or changed.';
