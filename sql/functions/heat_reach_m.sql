create or replace function heat_reach_m() returns double precision
language sql immutable parallel safe
as $$ select 20::double precision $$;
comment on function heat_reach_m() is
'How far from a heat main a dwelling counts as within reach, in metres, wall to axis: half a street and a front garden. Our own choice.';
