create or replace function common_part(_a geometry, _b geometry) returns geometry
language sql immutable parallel safe
as $$ select st_intersection(_a, _b, overlay_grid_m()) $$;
comment on function common_part(geometry, geometry) is
'What two geometries in the analysis CRS share, on the grid of overlay_grid_m() where there is one. Empty where they share nothing wider than it; null when either is null.';
