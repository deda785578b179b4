create or replace function condition_holds(_condition jsonb, _parameters jsonb, _amounts jsonb) returns boolean
language sql immutable parallel safe
as $$
  select case
    when _condition ? 'is' then coalesce((_condition -> 'is') @> (_parameters -> (_condition ->> 'param')), false)
    else coalesce(v >= coalesce((_condition ->> 'from')::double precision, '-infinity')
      and v < coalesce((_condition ->> 'below')::double precision, 'infinity'), false)
  end
  from (select case
    when _condition ? 'is' then null
    when _condition ? 'of' then (_amounts ->> (_condition ->> 'of'))::double precision
    else (_parameters ->> (_condition ->> 'param'))::double precision end) given (v)
$$;
comment on function condition_holds(jsonb, jsonb, jsonb) is
'Whether a condition of a formula''s term holds: the parameter is one of "is", or the parameter or amount lies from "from" up to but not including "below". False where it is not given.';
