create or replace function current_authority() returns text
language sql stable parallel safe
as $$ select current_setting('straatlagen.authority', true) $$;
comment on function current_authority() is
'The authority (municipality) of the viewer set in this transaction; null where none is set, so that policies then show nothing.';
