create or replace function delete_measure(_id bigint, _version bigint) returns text
language plpgsql security definer set search_path from current
as $$
declare
  stored measure;
begin
  perform lock_scenario(m.scenario_id) from measure m where m.authority_id = current_authority() and m.id = _id;
  select * into stored from measure m where m.authority_id = current_authority() and m.id = _id for update;
  if not found then return 'missing'; end if;
  if stored.version <> _version then return 'stale'; end if;
  delete from finding n where n.authority_id = stored.authority_id and n.scenario_id = stored.scenario_id
    and (n.a_kind = 'measure' and n.a_id = _id or n.b_kind = 'measure' and n.b_id = _id);
  delete from measure m where m.authority_id = stored.authority_id and m.id = _id;
  return 'deleted';
end $$;
comment on function delete_measure(bigint, bigint) is
'Deletes a measure with its things and findings if _version is the stored one. Answers deleted, stale or missing.';
