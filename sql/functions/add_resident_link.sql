create or replace function add_resident_link(_name text, _token_hash bytea, _scenario_id bigint, _measure_ids bigint[], _expires timestamptz) returns bigint
language sql security definer set search_path from current
as $$
  insert into resident_link (authority_id, name, token_hash, scenario_id, measure_ids, expires, created_by)
  select s.authority_id, _name, _token_hash, s.id, _measure_ids, _expires, coalesce(current_setting('straatlagen.viewer', true), '')
  from scenario s
  where s.authority_id = current_authority() and s.id = _scenario_id and current_role_is('administrator', 'planner')
    and not exists (select from unnest(_measure_ids) asked (id)
      where not exists (select from measure m where m.authority_id = s.authority_id and m.scenario_id = s.id and m.id = asked.id))
  returning id
$$;
comment on function add_resident_link(text, bytea, bigint, bigint[], timestamptz) is
'Keeps the hash of a link with which residents read measures of a scenario (null: all). Returns its id; null where there is no such scenario, one of the measures is not in it, or the viewer is no planner.';
