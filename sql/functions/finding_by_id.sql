create or replace function finding_by_id(_id uuid) returns setof finding_row
language sql stable security definer set search_path from current
as $$ select * from finding_rows(stored_findings(array[_id])) $$;
comment on function finding_by_id(uuid) is 'One stored finding; no row where there is none.';
