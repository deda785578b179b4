create or replace function apart_um(_own geometry, _other thing, _drawn_m double precision, _pitted boolean, _veiled boolean, _secret uuid) returns double precision
language sql stable parallel safe
as $$
  select round(1e6 * case when not _veiled then _drawn_m
    else st_distance(_own, case when _pitted then (veiled_thing(_other, _secret)).geom else _other.geom end) end)
$$;
comment on function apart_um(geometry, thing, double precision, boolean, boolean, uuid) is
'How far off something near is (near_thing, drawn _drawn_m metres from _own), in whole micrometres: a distance there and back may differ in its last digit. Of what is veiled, as it is judged. Analysis CRS.';
