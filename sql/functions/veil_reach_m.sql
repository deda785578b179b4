create or replace function veil_reach_m() returns double precision
language sql immutable parallel safe
as $$ select 5 $$;
comment on function veil_reach_m() is
'How much further than of a thing itself one has to look for its veiled_thing(), in metres: the longest step (2) and what rounding adds to its accuracy (2 and less than 1).';
