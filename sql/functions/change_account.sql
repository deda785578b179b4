create or replace function change_account(_id text, _name text, _organisation_id text, _role text, _closed boolean) returns text
language plpgsql security definer set search_path from current
as $$
declare
  stored account;
begin
  if not current_role_is('administrator') then return 'missing'; end if;
  -- One after the other, so that two administrators do not close each other.
  perform from account a where a.authority_id = current_authority() and a.role = 'administrator' order by a.id for update;
  select * into stored from account a where a.authority_id = current_authority() and a.id = _id for update;
  if not found then return 'missing'; end if;
  if stored.role = 'administrator' and stored.closed_at is null and (_closed or _role <> 'administrator')
    and not exists (select from account a where a.authority_id = stored.authority_id and a.id <> _id and a.role = 'administrator' and a.closed_at is null) then
    return 'last_administrator';
  end if;
  update account a set name = _name, organisation_id = _organisation_id, role = _role, updated_at = now(),
    closed_at = case when _closed then coalesce(a.closed_at, now()) end
  where a.id = _id;
  if _closed then
    delete from session s where s.account_id = _id;
    delete from one_time_link l where l.account_id = _id;
  end if;
  return 'saved';
end $$;
comment on function change_account(text, text, text, text, boolean) is
'Changes the name, organisation and role of an account, closes or reopens it; closing ends its sessions. For an administrator of its authority. Answers saved, missing or last_administrator (one has to stay).';
