create or replace function measure_things(_measure_type text, _geom geometry, _parameters jsonb, _measure_id bigint default 0, _period daterange default null)
returns setof thing
-- plpgsql keeps its plan: a preview under the pointer would plan it anew each time.
language plpgsql stable set search_path from current set plan_cache_mode to force_generic_plan
as $$
#variable_conflict use_column
begin
  return query
  with given as materialized (
    select measure_parameters(_measure_type, _parameters) as parameters, becomes
    from measure_type where id = _measure_type
  ),
  entry as materialized (
    select ordinality as entry, e.value as e, parameters,
      e.value ->> 'layer' as layer,
      measure_amount(e.value -> 'diameter_m', parameters) as diameter_m,
      measure_amount(e.value -> 'top_m', parameters) as top_m,
      measure_amount(e.value -> 'bottom_m', parameters) as bottom_m,
      (select coalesce(jsonb_object_agg(a.key, case jsonb_typeof(a.value) when 'object' then parameters -> (a.value ->> 'param') else a.value end), '{}')
       from jsonb_each(e.value -> 'attributes') a) as attributes
    from given, jsonb_array_elements(becomes) with ordinality e
  ),
  shaped as (
    select entry.*, g.geom
    from entry cross join lateral measure_shape(_geom, e ->> 'shape',
      measure_amount(e -> 'spacing_m', parameters),
      measure_amount(e -> 'radius_m', parameters),
      measure_amount(e -> 'offset_m', parameters)) as g (geom)
  )
  select (s.made).* from (select row(
    'measure', layer, _measure_id, (row_number() over (order by entry, st_xmin(geom), st_ymin(geom), st_astext(geom)))::integer,
    geom, coalesce(diameter_m, 0) / 2, 0, false,
    top_m, coalesce(bottom_m, top_m + diameter_m, top_m), 0, false,
    true, false, traits_of(layer, attributes), _period,
    -- After works that renew the surface the street stays closed to others for so many years.
    (upper(_period) - 1 + make_interval(years => case when attributes ->> 'blocking_years' ~ '^[0-9]{1,2}$' then (attributes ->> 'blocking_years')::integer end))::date,
    null
  )::thing as made
  from shaped offset 0) s;
end $$;
comment on function measure_things(text, geometry, jsonb, bigint, daterange) is
'What a measure becomes: one thing per part, in the analysis CRS, with depths in metres below ground. A drawn measure is exactly where it is drawn, so its accuracies are 0. Parts are numbered in a fixed order, so that findings keep their ids. Empty where the type is unknown or the geometry empty.';
