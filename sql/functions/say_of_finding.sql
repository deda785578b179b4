create or replace function say_of_finding(_id uuid, _text text) returns bigint
language sql security definer set search_path from current
as $$
  insert into finding_message (authority_id, finding_id, scenario_id, text, author, organisation_id)
  select n.authority_id, n.id, n.scenario_id, _text, coalesce(current_setting('straatlagen.viewer', true), ''), coalesce(current_setting('straatlagen.organisation', true), '')
  from finding n where n.authority_id = current_authority() and n.id = _id and may_answer_finding(_id)
  limit 1
  returning id
$$;
comment on function say_of_finding(uuid, text) is 'Adds a message of the viewer to the conversation about a stored finding; returns its id, null where there is no such finding or the viewer may not answer it.';
