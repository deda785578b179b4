create or replace function add_finding_message(_id uuid, _text text) returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  made bigint;
begin
  if not speaks_about_finding(_id) or not current_role_is('administrator', 'planner', 'utility_partner') then return null; end if;
  insert into finding_message (authority_id, finding_id, organisation_id, text, written_by_name)
  values (current_authority(), _id, current_setting('straatlagen.organisation', true), _text, coalesce(current_setting('straatlagen.viewer_name', true), ''))
  returning id into made;
  perform tell_finding_parties(_id);
  return made;
end $$;
comment on function add_finding_message(uuid, text) is
'Adds to the conversation about a finding and tells the other parties. Returns the id; null where there is no such finding or the viewer has no say in it.';
