create or replace function measure_conflicts(_scenario_id bigint, _ids bigint[], _versions bigint[]) returns setof bigint
language plpgsql security definer set search_path from current
as $$
begin
  perform lock_scenario(_scenario_id);
  return query
    select e.id
    from unnest(_ids, _versions) with ordinality e (id, version, place)
    left join measure m on m.authority_id = current_authority() and m.scenario_id = _scenario_id and m.id = e.id
    where m.version is distinct from e.version
    order by e.place;
end $$;
comment on function measure_conflicts(bigint, bigint[], bigint[]) is
'Which of the measures of a scenario are not stored in the version that the caller has seen (null: not there, since deleted), in the order given. Others cannot change the scenario until this transaction ends.';
