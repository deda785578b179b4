create or replace function withdraw_api_token(_id bigint) returns boolean
language sql security definer set search_path from current
as $$
  with gone as (
    update api_token t set withdrawn_at = now()
    where t.authority_id = current_authority() and t.account_id = current_setting('straatlagen.viewer', true) and t.id = _id and t.withdrawn_at is null
    returning 1)
  select exists (select from gone)
$$;
comment on function withdraw_api_token(bigint) is 'Takes back a token of the viewer; false where he has no such token or it was taken back already.';
