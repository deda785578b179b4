create or replace function street_offset_m(_line geometry, _at geometry) returns double precision
language sql immutable parallel safe
as $$
  select st_distance(_line, _at) * case when
    (st_x(b) - st_x(a)) * (st_y(_at) - st_y(a)) - (st_y(b) - st_y(a)) * (st_x(_at) - st_x(a)) < 0 then -1 else 1 end
  from (
    select st_lineinterpolatepoint(_line, greatest(0, p.part - p.step)) as a, st_lineinterpolatepoint(_line, least(1, p.part + p.step)) as b
    from (select st_linelocatepoint(_line, _at) as part, 0.5 / greatest(1, st_length(_line)) as step) p
  ) ends
$$;
comment on function street_offset_m(geometry, geometry) is
'How many metres a point lies beside a line, to the left of its direction positive, to the right negative. Analysis CRS; null where either is null.';
