create or replace function restore_scenario(_scenario_id bigint, _change_id bigint) returns bigint[]
language plpgsql security definer set search_path from current
as $$
declare
  authority text := current_authority();
  moment record;
  then_measure measure;
  phase_ids bigint[];
  touched bigint[] := '{}';
begin
  if not lock_scenario(_scenario_id) then return null; end if;
  phase_ids := restore_phases(_scenario_id, _change_id);
  for moment in
    select s.*, m.id is null as is_gone, m.version
    from scenario_moment(_scenario_id, _change_id, 'measure') s left join measure m on m.authority_id = authority and m.id = s.id
    where jsonb_strip_nulls(to_jsonb(m) - 'version') is distinct from jsonb_strip_nulls(s.then_row - 'version')
    order by s.id
  loop
    if moment.then_row is null then
      continue when moment.is_gone;
      perform delete_measure(moment.id, moment.version);
    else
      then_measure := jsonb_populate_record(null::measure, moment.then_row - 'geom');
      then_measure.geom := st_setsrid(st_geomfromgeojson((moment.then_row -> 'geom') - 'crs'), analysis_srid());
      insert into measure as m (authority_id, scenario_id, id, measure_type, name, geom, parameters, period, phase_id, version) overriding system value
      values (authority, _scenario_id, moment.id, then_measure.measure_type, then_measure.name, then_measure.geom, then_measure.parameters,
        then_measure.period, then_measure.phase_id, moment.last_version + 1)
      on conflict (authority_id, id) do update set measure_type = excluded.measure_type, name = excluded.name, geom = excluded.geom,
        parameters = excluded.parameters, period = excluded.period, phase_id = excluded.phase_id, version = excluded.version;
    end if;
    touched := touched || moment.id;
  end loop;
  delete from scenario_phase p where p.authority_id = authority and p.scenario_id = _scenario_id
    and p.id in (select s.id from scenario_moment(_scenario_id, _change_id, 'scenario_phase') s where s.then_row is null);
  select array_agg(distinct t.id order by t.id) into touched
  from (select unnest(touched) as id union select m.id from measure m where m.authority_id = authority and m.phase_id = any (phase_ids)) t;
  perform evaluate_measure(m) from measure m where m.authority_id = authority and m.id = any (touched);
  insert into change (authority_id, viewer, word, thing_id, action, after)
  values (authority, coalesce(current_setting('straatlagen.viewer', true), ''), 'restoration', _scenario_id::text, 'insert',
    jsonb_build_object('scenario_id', _scenario_id, 'change_id', _change_id, 'measures', coalesce(cardinality(touched), 0)));
  return coalesce(touched, '{}');
end $$;
comment on function restore_scenario(bigint, bigint) is
'Brings the measures and phases of a scenario back to what they were right after a change of its history, under their old ids, each in a new version, and judges them anew; what is the same already is left alone. It is a change itself, so it can be undone by restoring to before it. Returns the measures it touched; null where there is no such scenario.';
