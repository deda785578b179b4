create or replace function measure_parameters(_measure_type text, _parameters jsonb) returns jsonb
language sql stable parallel safe set search_path from current
as $$
  select coalesce(jsonb_object_agg(p ->> 'id', p -> 'default'), '{}') || coalesce(_parameters, '{}')
  from measure_type, jsonb_array_elements(parameters) p
  where id = _measure_type
$$;
comment on function measure_parameters(text, jsonb) is
'The parameters of a measure with the defaults of its type filled in.';
