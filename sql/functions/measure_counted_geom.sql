create or replace function measure_counted_geom(_measure_type text, _geom geometry, _parameters jsonb) returns geometry
language sql stable set search_path from current
as $$
  select coalesce(
    (select st_collect(p order by st_x(p), st_y(p))
     from measure_type t, jsonb_array_elements(t.becomes) e,
       lateral measure_shape(_geom, 'points_along', measure_amount(e.value -> 'spacing_m', _parameters), null, null) p
     where t.id = _measure_type and e.value ->> 'shape' = 'points_along'),
    -- A line drawn twice over itself counts once.
    case when st_dimension(_geom) = 1 then st_union(_geom, overlay_grid_m()) else _geom end)
$$;
comment on function measure_counted_geom(text, geometry, jsonb) is
'What of a drawn measure is counted, in the analysis CRS: the points that stand along it where its type sets points, else the geometry itself. _parameters with defaults filled in.';
