create or replace function overlay_grid_m() returns double precision
language sql immutable parallel safe
as $$ select 0.000001 $$;
comment on function overlay_grid_m() is
'The grid, in metres, on which areas and lines are cut and joined in the analysis CRS: a micrometre. Overlay with snap rounding on a grid always has a result (GEOS OverlayNG); without one it may fail where edges nearly coincide, as facades and street zones do, and the embedded store cannot recover from that failure.';
