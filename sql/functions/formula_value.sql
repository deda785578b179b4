create or replace function formula_value(_formula jsonb, _parameters jsonb, _amounts jsonb, _whole jsonb, _unconditional boolean default false)
returns double precision
language plpgsql immutable parallel safe set search_path from current
as $$
declare
  term jsonb;
  factors jsonb;
  factor jsonb;
  product double precision;
  total double precision := 0;
begin
  for term in select t.value from jsonb_array_elements(_formula) t loop
    continue when not _unconditional
      and exists (select from jsonb_array_elements(term -> 'when') c where not condition_holds(c.value, _parameters, _whole));
    factors := case jsonb_typeof(term -> 'times') when 'array' then term -> 'times' else jsonb_build_array(term -> 'times') end;
    product := coalesce((_amounts ->> case
      when term ->> 'of' <> 'one' then term ->> 'of'
      -- One times a parameter is an amount that the whole measure has (dwellings, bays): it goes by its share.
      when jsonb_path_exists(factors, '$[*].param') then 'share'
      else 'one' end)::double precision, 0);
    for factor in select f.value from jsonb_array_elements(factors) f loop
      product := product * case
        when not factor ? 'worth' then measure_amount(factor, _parameters)
        when _unconditional then 1
        else coalesce((factor -> 'worth' ->> (_parameters ->> (factor ->> 'param')))::double precision, 0) end;
    end loop;
    total := total + coalesce(product, 0);
  end loop;
  return total;
end $$;
comment on function formula_value(jsonb, jsonb, jsonb, jsonb, boolean) is
'A formula of a measure type (a sum of products, see data/catalog/measure_type.ts) for these parameters, with defaults filled in, and amounts: length_m, area_m2, point_count, share (of the measure) and one (1 where a thing that cannot be parted counts). Conditions on amounts are asked of _whole. _unconditional: as if every condition held and every choice were worth 1. An empty formula or a missing amount: 0.';
