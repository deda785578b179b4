create or replace function refusal_message(_refusal text, _layer text, _geom geometry) returns text
language sql stable set search_path from current
as $$
  select case _refusal
    when 'geometry_not_finite' then 'expected finite coordinates within 1,000,000 km, got an empty, infinite or not-a-number one'
    when 'geometry_invalid' then 'expected a geometry with extent, got one that is empty once repaired'
    when 'geometry_kind' then format('expected %s for layer %s, got a %s',
      (select string_agg((array['points', 'lines', 'areas'])[d + 1], ' or ') from layer, unnest(dimensions) d where id = _layer), _layer, lower(geometrytype(_geom)))
    when 'period_reversed' then 'expected valid_to on or after valid_from'
    when 'depth_reversed' then 'expected bottom_m below top_m (metres below ground, positive down)'
  end
$$;
comment on function refusal_message(text, text, geometry) is 'Why a row was refused: what was expected and what came, in English.';
