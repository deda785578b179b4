create or replace function room_block(_relation text, _horizontal_m double precision, _u_m double precision, _radii_m double precision,
  _spread_m double precision, _own_is_b boolean, _other geometry) returns geometry
language sql immutable parallel safe
as $$
  select case
    when _relation = 'any' then
      case when _horizontal_m > _u_m then st_buffer(_other, _horizontal_m - _u_m + _radii_m + _spread_m, 'quad_segs=16') end
    when _u_m = 0 then st_buffer(_other, _radii_m + _spread_m, 'quad_segs=16')
    -- The same question as overlap_survives() asks: which of two areas is shifted depends on their order.
    when st_dimension(_other) = 2 and (_spread_m = 0 or not _own_is_b) then st_buffer(st_buffer(_other, -_u_m), _spread_m, 'quad_segs=16')
    when _spread_m > _u_m then st_buffer(_other, _spread_m - _u_m, 'quad_segs=16')
  end
$$;
comment on function room_block(text, double precision, double precision, double precision, double precision, boolean, geometry) is
'Where a round thing may not have its middle, or rule_verdict() would say violated for certain: _horizontal_m asked, summed accuracies _u_m and radii _radii_m, _spread_m from the middle of the thing to its edge (0 of a point). Relations any and overlap; null or empty where no place is forbidden. Analysis CRS, metres.';
