create or replace function tile_properties(f feature) returns jsonb
language sql stable parallel safe
as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'status', f.status,
    'synthetic', case when (f.attributes ->> 'synthetic')::boolean then true end,
    'diameter_m', f.diameter_m,
    'top_m', f.top_m,
    'crown_m', (f.attributes ->> 'crown_diameter_m')::double precision,
    'height_m', (f.attributes ->> 'height_m')::double precision,
    'label', f.attributes ->> 'name'))
$$;
comment on function tile_properties(feature) is 'What the map needs of a feature to draw it; all else is asked by id.';
