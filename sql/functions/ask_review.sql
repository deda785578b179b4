create or replace function ask_review(_scenario_id bigint, _text text, _due date, _organisation_ids text[]) returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  made review;
begin
  if not current_role_is('administrator', 'planner') then return null; end if;
  insert into review (authority_id, scenario_id, text, due, asked_by, asked_by_name, organisation_id)
  select s.authority_id, s.id, _text, _due, coalesce(current_setting('straatlagen.viewer', true), ''),
    coalesce(current_setting('straatlagen.viewer_name', true), ''), current_setting('straatlagen.organisation', true)
  from scenario s where s.authority_id = current_authority() and s.id = _scenario_id
  returning * into made;
  if made.id is null then return null; end if;
  insert into review_answer (authority_id, review_id, organisation_id)
  select made.authority_id, made.id, o.id from organisation o
  where o.authority_id = made.authority_id and o.id = any (_organisation_ids)
  order by o.id;
  perform add_notification('review_asked', a.organisation_id, array['administrator', 'planner', 'utility_partner'],
    jsonb_build_object('review_id', made.id, 'scenario_id', s.id, 'scenario', s.name, 'due', made.due, 'by', o.name))
  from review_answer a
  join scenario s on s.authority_id = a.authority_id and s.id = made.scenario_id
  join organisation o on o.authority_id = a.authority_id and o.id = made.organisation_id
  where a.authority_id = made.authority_id and a.review_id = made.id;
  return made.id;
end $$;
comment on function ask_review(bigint, text, date, text[]) is
'Asks organisations to check a scenario until and with a day, and tells them. Returns the id; null where there is no such scenario or the viewer is no planner. Ids of organisations that there are not are left out.';
