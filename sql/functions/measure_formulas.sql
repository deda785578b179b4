create or replace function measure_formulas(_measure_type text, _parameters jsonb)
returns table (kind text, item text, once text, formula jsonb, at_least double precision)
language sql stable set search_path from current
as $$
  select c.value ->> 'kind', i.item, min(c.value ->> 'once'), jsonb_agg(term.value), min((c.value ->> 'at_least')::double precision)
  from measure_type t, jsonb_array_elements(t.counts) c,
    lateral (select coalesce(_parameters ->> (c.value -> 'item' ->> 'param'), c.value ->> 'item')) i (item),
    jsonb_array_elements(c.value -> 'formula') term
  where t.id = _measure_type
  group by 1, 2
$$;
comment on function measure_formulas(text, jsonb) is
'What a measure of a type counts for: kind (indicator, surface, cost), item, formula, the least it can be, and what the same place counts once among: measures of the same type (measure_type) or all (place). _parameters with defaults filled in; an unknown type has none.';
