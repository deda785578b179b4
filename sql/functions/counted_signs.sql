create or replace function counted_signs(_measure_type text, _parameters jsonb, _counted geometry) returns jsonb
language sql stable set search_path from current
as $$
  select coalesce(jsonb_object_agg(k.kind, k.signs), '{}')
  from (
    select f.kind, jsonb_object_agg(f.item, sign(formula_value(f.formula, _parameters, a.amounts, a.amounts))) as signs
    from counted_amounts(_counted, _counted) a (amounts), measure_formulas(_measure_type, _parameters) f
    group by f.kind
  ) k
$$;
comment on function counted_signs(text, jsonb, geometry) is
'Whether a measure adds (1), removes (-1) or does nothing (0), per kind and item that its type counts, before overlaps. _parameters with defaults filled in; _counted in the analysis CRS.';
