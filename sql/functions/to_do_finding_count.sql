create or replace function to_do_finding_count() returns bigint
language sql stable security definer set search_path from current
as $$ select count(*) from to_do_finding_ids() $$;
comment on function to_do_finding_count() is 'How many open conflicts of scenarios name things of the viewer''s organisation.';
