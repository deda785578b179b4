create or replace function tile_space(_geom geometry, _box geometry, _mercator geometry, _side double precision) returns geometry
language sql immutable parallel safe
as $$
  select case when st_isempty(g) then null else g end
  from (
    select st_snaptogrid(
      st_affine(
        st_transform(case when st_dimension(_geom) = 0 then _geom else st_clipbybox2d(_geom, _box::box2d) end, 3857),
        4096 / _side, 0, 0, -4096 / _side,
        -st_xmin(_mercator) * 4096 / _side, st_ymax(_mercator) * 4096 / _side),
      1) as g
  ) s
$$;
comment on function tile_space(geometry, geometry, geometry, double precision) is
'A geometry of the analysis CRS clipped to _box, re-projected and scaled to the tile''s 4096 units (y down), snapped to whole units; null where nothing is left.';
