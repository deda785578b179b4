create or replace function api_tokens() returns table (id bigint, name text, scope text, expires timestamptz, created_at timestamptz, last_used_at timestamptz, withdrawn_at timestamptz)
language sql stable security definer set search_path from current
as $$
  select t.id, t.name, t.scope, t.expires, t.created_at, t.last_used_at, t.withdrawn_at from api_token t
  where t.authority_id = current_authority() and t.account_id = current_setting('straatlagen.viewer', true) order by t.id desc
$$;
comment on function api_tokens() is 'The viewer''s own tokens for programs, newest first, without what they consist of.';
