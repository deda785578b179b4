create or replace function add_api_token(_name text, _token_hash bytea, _scope text, _expires timestamptz) returns bigint
language sql security definer set search_path from current
as $$
  insert into api_token (authority_id, account_id, name, token_hash, scope, expires)
  select a.authority_id, a.id, _name, _token_hash, _scope, _expires
  from account a where a.authority_id = current_authority() and a.id = current_setting('straatlagen.viewer', true) and a.closed_at is null
  returning id
$$;
comment on function add_api_token(text, bytea, text, timestamptz) is
'Keeps the hash of a token with which programs act for the viewer; returns its id, null where the viewer is no account.';
