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
    'former', (
      select coalesce(json_agg(json_build_object('version', (h.after ->> 'version')::bigint, 'state', h.after ->> 'state',
        'reason', case when r.whole then h.after ->> 'reason' else '' end, 'decided_by', account_name(h.viewer), 'organisation', p.name, 'decided_at', h.at) order by h.id desc), '[]')
      from change h left join organisation p on p.authority_id = h.authority_id and p.id = h.after ->> 'organisation_id'
      where h.authority_id = n.authority_id and h.word = 'finding_decision' and h.thing_id = t.id::text and (h.after ->> 'version')::bigint < d.version),
    'messages', (
      select coalesce(json_agg(json_build_object('id', m.id, 'text', m.text, 'author', account_name(m.author), 'organisation', p.name, 'at', m.at) order by m.id), '[]')
      from finding_message m left join organisation p on p.authority_id = m.authority_id and p.id = m.organisation_id
      where r.whole and m.authority_id = n.authority_id and m.finding_id = t.id))
  from called_findings(_id) n
  cross join lateral (select coalesce(n.told_id, n.id) as id, case 'measure' when n.a_kind then 'a' when n.b_kind then 'b' else '' end as measure_key,
    n.veil = 'hidden' or not finding_is_told(n, visible_dataset_ids(), partly_visible_dataset_ids(), expired_dataset_ids()) as shut offset 0) t
  left join finding_decision d on d.authority_id = n.authority_id and d.id = t.id
  left join organisation o on o.authority_id = d.authority_id and o.id = d.organisation_id
  cross join lateral (
    select array(select i.key from jsonb_each(d.inputs) i
      where d.state not in ('open', 'in_discussion') and i.value is distinct from finding_inputs(t.id) -> i.key) as keys
  ) k
  cross join lateral (
    -- Whoever moves his own about would learn from the rest, of what he may not see, whether it is still as near.
    select array(select u.key from unnest(k.keys) u (key)
      where not t.shut or not (u.key = 'result' and k.keys && '{a,b}' or u.key in ('a', 'b') and u.key <> t.measure_key and t.measure_key = any (k.keys))
      order by 1) as reopened
  ) c
  -- What one partner writes of its own network is not for another.
  cross join lateral (select not current_role_is('utility_partner') or may_answer_finding(n.id) as whole) r
  where not current_role_is('resident', 'visitor') and knows_finding(_id)
  limit 1
$$;
comment on function finding_talk(uuid) is
'The state of a stored finding, why and by whom, what was decided before (former, newest first), and its conversation. A decision whose inputs have changed since is open again: reopened names what changed (a, b, rule, result), former_state what had been decided; who is not told of it as it is reads of his own change only, where that is one of the reasons. What several pieces of a line have in common is told once (told_id). A utility partner who delivered neither thing reads the state, not what was written; may_answer: may the viewer decide and speak. Null where there is no such finding, and for who has no account.';
