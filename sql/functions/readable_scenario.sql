create or replace function readable_scenario(_scenario_id bigint) returns bigint
language sql stable parallel safe
as $$ select case when not current_role_is('resident', 'visitor') then _scenario_id end $$;
comment on function readable_scenario(bigint) is
'The scenario where the viewer may see all of it, else null: what runs with its owner''s rights and draws a whole scenario must not draw it for residents, who were given measures.';
