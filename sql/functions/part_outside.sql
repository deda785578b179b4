create or replace function part_outside(_a geometry, _b geometry) returns geometry
language sql immutable parallel safe
as $$ select st_difference(_a, _b, overlay_grid_m()) $$;
comment on function part_outside(geometry, geometry) is
'What of _a lies outside _b, both in the analysis CRS, on the grid of overlay_grid_m() where there is one. Null when either is null.';
