create or replace function traits_of(_layer text, _attributes jsonb) returns text[]
language plpgsql stable parallel safe set search_path from current
as $$
begin
  return (
    select coalesce(array_agg(trait order by trait), '{}')
    from layer_trait
    where layer_id = _layer and _attributes ->> attribute = any (attribute_values));
end $$;
comment on function traits_of(text, jsonb) is
'The traits (facts that rule conditions ask for) that the attributes of an object of a layer give; empty array where none hold.';
