do $$
begin
  execute format('create or replace function overlay_grid_m() returns double precision language sql immutable parallel safe as %L',
    'select ' || case when version() like '%PGlite%' then '0.000001' else '-1' end || '::double precision');
end $$;
comment on function overlay_grid_m() is
'The grid, in metres, on which areas and lines are cut and joined in the analysis CRS: a micrometre on the embedded store, -1 (none) on PostGIS. Overlay without a grid is three times as fast, but throws inside GEOS where edges nearly coincide, as facades and street zones do: GEOS on a server then tries again by itself, the embedded store cannot (electric-sql/pglite#916). Snap rounding on a grid never throws.';
