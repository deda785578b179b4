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
  perform ask_organisations(made, _organisation_ids);
  return made.id;
end $$;
comment on function ask_review(bigint, text, date, text[]) is
'Asks organisations to check a scenario until and with a day, and tells them. Returns the id; null where there is no such scenario or the viewer is no planner. Ids of organisations that there are not are left out.';
