create or replace function lock_scenario(_id bigint) returns boolean
language plpgsql set search_path from current
as $$
begin
  perform from scenario s where s.authority_id = current_authority() and s.id = _id for no key update;
  return found;
end $$;
comment on function lock_scenario(bigint) is
'Keeps others from changing the measures of a scenario until this transaction ends, so that a pair of measures is never judged while both are being changed. False where there is no such scenario.';
