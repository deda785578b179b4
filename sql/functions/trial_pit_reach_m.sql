create or replace function trial_pit_reach_m() returns double precision
language sql immutable parallel safe
as $$ select 25::double precision $$;
comment on function trial_pit_reach_m() is
'How far from a trial pit, in metres, its measurement still says something of the object (own choice: the spacing of trial pits along a line is of that order).';
