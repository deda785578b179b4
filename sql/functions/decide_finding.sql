create or replace function decide_finding(_id uuid, _version bigint, _state text, _reason text) returns table (version bigint, state text)
language plpgsql security definer set search_path from current
as $$
declare
  said_by constant text := coalesce(current_setting('straatlagen.viewer_name', true), '');
  own constant text := current_setting('straatlagen.organisation', true);
  saved finding_state;
begin
  if not speaks_about_finding(_id) or not current_role_is('administrator', 'planner', 'utility_partner') then
    return query select null::bigint, 'missing'; return;
  end if;
  if _version = 0 then
    insert into finding_state as s (authority_id, id, state, reason, facts, decided_by_name, organisation_id)
    select n.authority_id, n.id, _state, _reason, finding_facts(n), said_by, own
    from finding n where n.authority_id = current_authority() and n.id = _id
    on conflict do nothing
    returning s.* into saved;
  else
    update finding_state s set state = _state, reason = _reason, facts = finding_facts(n), decided_by_name = said_by, organisation_id = own,
      decided_at = now(), version = s.version + 1
    from finding n
    where n.authority_id = s.authority_id and n.id = s.id and s.authority_id = current_authority() and s.id = _id and s.version = _version
    returning s.* into saved;
  end if;
  if saved.id is null then
    return query select coalesce(max(s.version), 0), 'stale' from finding_state s where s.authority_id = current_authority() and s.id = _id;
    return;
  end if;
  perform tell_finding_parties(_id);
  return query select saved.version, 'saved';
end $$;
comment on function decide_finding(uuid, bigint, text, text) is
'Gives a finding a state with a reason, on the facts of this moment, if the stored decision has that version (0: there is none yet), and tells the other parties. state: saved; stale, with the version that is stored; missing, where there is no such finding or the viewer has no say in it.';
