create or replace function finding_by_id(_id uuid) returns finding_answer
language sql stable security definer set search_path from current
as $$ select finding_answer(coalesce(stored_findings(array[_id]), '{}')) $$;
comment on function finding_by_id(uuid) is 'One stored finding; empty lists where there is none.';
