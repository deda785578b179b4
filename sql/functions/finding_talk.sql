create or replace function finding_talk(_id uuid) returns json
language sql stable security definer set search_path from current
as $$
  select json_build_object(
    'state', case when c.reopened <> '{}' then 'open' else coalesce(d.state, 'open') end,
    'reason', case when r.whole then coalesce(d.reason, '') else '' end,
    'version', coalesce(d.version, 0),
    'decided_by', account_name(d.decided_by),
    'organisation', o.name,
    'decided_at', d.decided_at,
    'reopened', c.reopened,
    'former_state', case when c.reopened <> '{}' then d.state end,
    'may_answer', may_answer_finding(n.id),
    'messages', (
      select coalesce(json_agg(json_build_object('id', m.id, 'text', m.text, 'author', account_name(m.author), 'organisation', p.name, 'at', m.at) order by m.id), '[]')
      from finding_message m left join organisation p on p.authority_id = m.authority_id and p.id = m.organisation_id
      where r.whole and m.authority_id = n.authority_id and m.finding_id = n.id))
  from finding n
  left join finding_decision d on d.authority_id = n.authority_id and d.id = n.id
  left join organisation o on o.authority_id = d.authority_id and o.id = d.organisation_id
  cross join lateral (
    select coalesce(array_agg(i.key order by i.key), '{}') as reopened
    from jsonb_each(d.inputs) i
    where d.state not in ('open', 'in_discussion') and i.value is distinct from finding_inputs(n.id) -> i.key
  ) c
  -- What one partner writes of its own network is not for another.
  cross join lateral (select not current_role_is('utility_partner') or may_answer_finding(n.id) as whole) r
  where n.authority_id = current_authority() and n.id = _id and not current_role_is('resident', 'visitor') and knows_finding(_id)
  limit 1
$$;
comment on function finding_talk(uuid) is
'The state of a stored finding, why and by whom, and its conversation. A decision whose inputs have changed since is open again: reopened names what changed (a, b, rule, result), former_state what had been decided. A utility partner who delivered neither thing reads the state, not what was written; may_answer: may the viewer decide and speak. Null where there is no such finding, and for who has no account.';
