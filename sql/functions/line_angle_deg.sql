create or replace function line_angle_deg(_a geometry, _b geometry, _at geometry) returns double precision
language plpgsql immutable parallel safe
as $$
declare
  step_a double precision := 0.05 / nullif(st_length(_a), 0);
  step_b double precision := 0.05 / nullif(st_length(_b), 0);
  at_a double precision := st_linelocatepoint(_a, _at);
  at_b double precision := st_linelocatepoint(_b, _at);
  turn double precision;
begin
  if step_a is null or step_b is null then return null; end if;
  turn := abs(
    st_azimuth(st_lineinterpolatepoint(_a, greatest(at_a - step_a, 0)), st_lineinterpolatepoint(_a, least(at_a + step_a, 1)))
    - st_azimuth(st_lineinterpolatepoint(_b, greatest(at_b - step_b, 0)), st_lineinterpolatepoint(_b, least(at_b + step_b, 1))));
  turn := case when turn >= pi() then turn - pi() else turn end;
  return degrees(least(turn, pi() - turn));
end $$;
comment on function line_angle_deg(geometry, geometry, geometry) is
'The angle between two lines (analysis CRS) near a point, in degrees from 0 (the same way or opposite) to 90; the direction of a line is taken over 0.05 m either side, so that a bend counts as its mean. Null for null or a line without length.';
