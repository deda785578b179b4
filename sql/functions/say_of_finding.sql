create or replace function say_of_finding(_id uuid, _text text) returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  own constant text := coalesce(current_setting('straatlagen.organisation', true), '');
  said finding_message;
begin
  insert into finding_message (authority_id, finding_id, scenario_id, text, author, organisation_id)
  select n.authority_id, coalesce(n.told_id, n.id), n.scenario_id, _text, coalesce(current_setting('straatlagen.viewer', true), ''), own
  from called_findings(_id) n where may_answer_finding(_id)
  limit 1
  returning * into said;
  -- The town, and whoever delivered one of the two things: those who may answer. What was said is read there.
  perform add_notification('finding_message', o.id, array['administrator', 'planner', 'utility_partner'],
    jsonb_build_object('finding_id', said.finding_id, 'scenario_id', said.scenario_id, 'scenario', coalesce(s.name, ''), 'organisation', coalesce(p.name, '')))
  from organisation o
  left join scenario s on s.authority_id = o.authority_id and s.id = said.scenario_id
  left join organisation p on p.authority_id = o.authority_id and p.id = own
  where said.id is not null and o.authority_id = said.authority_id and o.id <> own
    and (o.id = 'town' or exists (
      select from called_findings(_id) n join dataset d on d.authority_id = n.authority_id and d.id in (n.a_dataset_id, n.b_dataset_id)
      where d.owner_organisation_id = o.id
        and (d.expires is null or d.expires >= current_date)));
  return said.id;
end $$;
comment on function say_of_finding(uuid, text) is
'Adds a message of the viewer to the conversation about a stored finding, and tells the other parties: the town, and who delivered one of its two things. Returns its id, null where there is no such finding or the viewer may not answer it.';
