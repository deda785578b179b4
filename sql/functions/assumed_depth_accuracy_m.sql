create or replace function assumed_depth_accuracy_m() returns double precision
language sql immutable parallel safe
as $$ select 0.2::double precision $$;
comment on function assumed_depth_accuracy_m() is
'Vertical accuracy in metres of a depth whose source gives none (CROW 500 search zone).';
