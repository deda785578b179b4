create or replace function account_name(_id text) returns text
language sql stable security definer set search_path from current
as $$
  select coalesce((
    select a.name from account a
    where a.authority_id = current_authority() and a.id = _id and not current_role_is('resident', 'visitor')), _id)
$$;
comment on function account_name(text) is
'What whoever did something is called, for members: the name of the account. What is no account of the authority (a program''s own administrator, the demo) as it is written.';
