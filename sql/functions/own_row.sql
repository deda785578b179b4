create or replace function own_row(_organisation_id text) returns boolean
language sql stable parallel safe
as $$
  select current_role_is('administrator')
    or current_role_is('planner', 'utility_partner', 'official') and coalesce(_organisation_id, 'town') = current_setting('straatlagen.organisation', true)
$$;
comment on function own_row(text) is
'May the viewer read what somebody of this organisation (null: the authority itself) brought in or asked? Members of that organisation and administrators.';
