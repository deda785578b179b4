create or replace function line_angle_deg(_a geometry, _b geometry, _at geometry) returns double precision
language sql immutable parallel safe
as $$
  select degrees(least(d.turn, pi() - d.turn))
  from (
    select case when turn >= pi() then turn - pi() else turn end as turn
    from (
      select abs(
        st_azimuth(st_lineinterpolatepoint(_a, greatest(f.a - e.a, 0)), st_lineinterpolatepoint(_a, least(f.a + e.a, 1)))
        - st_azimuth(st_lineinterpolatepoint(_b, greatest(f.b - e.b, 0)), st_lineinterpolatepoint(_b, least(f.b + e.b, 1)))) as turn
      from (select st_linelocatepoint(_a, _at) as a, st_linelocatepoint(_b, _at) as b) f
      cross join (select 0.05 / st_length(_a) as a, 0.05 / st_length(_b) as b) e
    ) t
  ) d
$$;
comment on function line_angle_deg(geometry, geometry, geometry) is
'The angle between two lines (analysis CRS) near a point, in degrees from 0 (the same way or opposite) to 90; the direction of a line is taken over 0.05 m either side, so that a bend counts as its mean. Null for null or a line without length.';
