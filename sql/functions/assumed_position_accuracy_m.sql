create or replace function assumed_position_accuracy_m() returns double precision
language sql immutable parallel safe
as $$ select 1.5::double precision $$;
comment on function assumed_position_accuracy_m() is
'Horizontal accuracy in metres of an object whose source gives none: 1.0 m data accuracy + 0.5 m making tolerance (CROW 500 search zone). feature.margin_m holds the same figure.';
