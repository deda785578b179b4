create or replace function crossing_survives(_a geometry, _b geometry, _u_m double precision) returns boolean
language sql immutable parallel safe
as $$
  -- While no end of the one comes to the other, a line that crosses an odd number of times keeps crossing.
  select coalesce(st_dimension(_a) = 1 and st_dimension(_b) = 1 and st_intersects(_a, _b)
    and st_distance(st_boundary(_a), _b) > _u_m and st_distance(st_boundary(_b), _a) > _u_m
    and mod(st_numgeometries(common_part(_a, _b)), 2) = 1 and st_dimension(common_part(_a, _b)) = 0, false)
$$;
comment on function crossing_survives(geometry, geometry, double precision) is
'True when two lines that cross still cross after every point of them was shifted by up to _u_m metres in all: they cross an odd number of times, and the ends of each lie further than that from the other. False for anything but lines, and for closed ones.';
