do $$
begin
  -- A constant of the catalogue, asked for of every feature that a rule looks at: a look into the table each time costs more than the rule.
  execute format('create or replace function service_life_years(_layer text) returns integer language sql immutable parallel safe as %L',
    'select case _layer ' || (select coalesce(string_agg(format('when %L then %s', id, service_life_years), ' '), 'when null then 0')
      from layer where service_life_years is not null) || ' end');
end $$;
comment on function service_life_years(text) is
'How many years a thing of a layer is meant to last, as the catalogue has it; null where it says nothing. Made anew with every sync of the catalogue.';
