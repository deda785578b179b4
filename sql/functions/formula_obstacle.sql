create or replace function formula_obstacle(_formula jsonb, _parameters jsonb, _whole jsonb) returns jsonb
language sql immutable parallel safe set search_path from current
as $$
  select coalesce(
    (select jsonb_build_object('condition', c.value)
     from jsonb_array_elements(_formula -> 0 -> 'when') c where not condition_holds(c.value, _parameters, _whole) limit 1),
    (select jsonb_build_object('param', f.value -> 'param', 'value', _parameters -> (f.value ->> 'param'))
     from jsonb_path_query(_formula, '$[0].times') t (times),
       jsonb_array_elements(case jsonb_typeof(t.times) when 'array' then t.times else jsonb_build_array(t.times) end) f
     where f.value ? 'worth' and coalesce((f.value -> 'worth' ->> (_parameters ->> (f.value ->> 'param')))::double precision, 0) = 0 limit 1))
$$;
comment on function formula_obstacle(jsonb, jsonb, jsonb) is
'Why a formula comes to nothing: {condition} that does not hold of its first term, or {param, value} of a choice that is worth 0. Null where neither is so.';
