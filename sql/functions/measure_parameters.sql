create or replace function measure_parameters(_measure_type text, _parameters jsonb) returns jsonb
language plpgsql stable parallel safe set search_path from current
as $$
begin
  return (
    select coalesce(jsonb_object_agg(p ->> 'id', p -> 'default'), '{}') || coalesce(_parameters, '{}')
    from measure_type, jsonb_array_elements(parameters) p
    where id = _measure_type);
end $$;
comment on function measure_parameters(text, jsonb) is
'The parameters of a measure with the defaults of its type filled in.';
