create or replace function apart_um(_own geometry, _other thing, _drawn_m double precision, _veiled boolean) returns double precision
language sql stable parallel safe
as $$
  select round(1e6 * case when _veiled then st_distance(_own, _other.geom) else _drawn_m end)
$$;
comment on function apart_um(geometry, thing, double precision, boolean) is
'How far off something near is (near_thing, drawn _drawn_m metres from _own), in whole micrometres: a distance there and back may differ in its last digit. Of what is veiled, as it is judged. Analysis CRS.';
