create or replace function speaks_about_finding(_id uuid) returns boolean
language sql stable security definer set search_path from current
as $$
  select exists (select from finding n where n.authority_id = current_authority() and n.id = _id)
    and (current_role_is('administrator') or current_role_is('planner', 'utility_partner', 'official')
      and current_setting('straatlagen.organisation', true) = any (finding_parties(_id)))
$$;
comment on function speaks_about_finding(uuid) is
'May the viewer read and take part in the conversation about a finding: a member of the town or of the owner of one of its things? False where there is no such finding.';
