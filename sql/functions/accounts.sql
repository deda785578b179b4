create or replace function accounts() returns table (id text, name text, email text, organisation_id text, organisation text, role text,
  created_at timestamptz, closed_at timestamptz, has_password boolean, last_seen_at timestamptz)
language sql stable security definer set search_path from current
as $$
  select a.id, a.name, a.email, a.organisation_id, o.name, a.role, a.created_at, a.closed_at,
    exists (select from account_method m where m.account_id = a.id and m.password_hash is not null),
    (select max(s.updated_at) from session s where s.account_id = a.id)
  from account a
  join organisation o on o.authority_id = a.authority_id and o.id = a.organisation_id
  where a.authority_id = current_authority()
    and (current_role_is('administrator') or current_role_is('planner', 'utility_partner', 'official') and a.organisation_id = current_setting('straatlagen.organisation', true))
  order by o.name, a.name, a.id
$$;
comment on function accounts() is
'The people who may sign in, without what they sign in with: for an administrator all of the authority, for others those of their own organisation.';
