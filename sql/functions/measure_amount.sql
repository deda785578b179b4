create or replace function measure_amount(_amount jsonb, _parameters jsonb) returns double precision
language sql immutable parallel safe
as $$
  select case jsonb_typeof(_amount)
    when 'number' then (_amount #>> '{}')::double precision
    when 'object' then (_parameters ->> (_amount ->> 'param'))::double precision
      * coalesce((_amount ->> 'times')::double precision, 1)
  end
$$;
comment on function measure_amount(jsonb, jsonb) is
'An amount of a measure type''s "becomes": a number, or the value of the parameter it names (times a factor where given). Null where the entry has no such amount.';
