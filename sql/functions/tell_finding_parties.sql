create or replace function tell_finding_parties(_id uuid) returns void
language sql set search_path from current
as $$
  select add_notification('finding_discussed', party.id, array['administrator', 'planner', 'utility_partner'],
    jsonb_build_object('finding_id', _id, 'scenario_id', n.scenario_id, 'scenario', s.name, 'organisation', o.name))
  from finding n
  left join scenario s on s.authority_id = n.authority_id and s.id = n.scenario_id
  join organisation o on o.authority_id = n.authority_id and o.id = current_setting('straatlagen.organisation', true)
  cross join unnest(finding_parties(_id)) party (id)
  where n.authority_id = current_authority() and n.id = _id and party.id <> o.id
$$;
comment on function tell_finding_parties(uuid) is
'Tells the parties of a finding, but for the viewer''s own, that something was said or decided: who and where, never what. Not for a request.';
