create or replace function trial_pit_drift(out sideways double precision, out vertical double precision)
language sql immutable parallel safe
as $$ select 0.05::double precision, 0.02::double precision $$;
comment on function trial_pit_drift() is
'By how much a measurement loses accuracy with each metre away from the trial pit, in metres a metre: sideways and in depth (own choice: a main keeps its depth below ground within 2 cm and its line within 5 cm a metre).';
