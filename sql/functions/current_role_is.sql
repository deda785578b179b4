create or replace function current_role_is(variadic _roles text[]) returns boolean
language sql stable parallel safe
as $$ select coalesce(current_setting('straatlagen.role', true) = any (_roles), false) $$;
comment on function current_role_is(text[]) is 'Has the viewer of this transaction one of these roles? False where no viewer is set.';
