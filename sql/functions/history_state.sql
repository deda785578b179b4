create or replace function history_state(_row jsonb) returns jsonb
language sql stable set search_path from current
as $$
  select jsonb_build_object('name', _row ->> 'name', 'description', _row ->> 'description', 'archived', _row -> 'archived',
    'measure_type', _row ->> 'measure_type', 'parameters', coalesce(_row -> 'parameters', '{}'),
    'from', lower(p.days), 'until', upper(p.days) - 1,
    -- A phase that is gone is named as it was last.
    'phase', coalesce((select s.name from scenario_phase s where s.authority_id = current_authority() and s.id = (_row ->> 'phase_id')::bigint),
      (select c.before ->> 'name' from change c where c.authority_id = current_authority() and c.word = 'scenario_phase'
        and c.thing_id = _row ->> 'phase_id' and c.action = 'delete' order by c.id desc limit 1)),
    'year_from', _row -> 'year_from', 'year_to', _row -> 'year_to',
    'length_m', case st_dimension(g.geom) when 1 then round(st_length(g.geom)::numeric, 2) end,
    'area_m2', case st_dimension(g.geom) when 2 then round(st_area(g.geom)::numeric, 2) end)
  from (select (_row ->> 'period')::daterange as days) p, (select history_geom(_row) as geom offset 0) g
  where _row is not null
$$;
comment on function history_state(jsonb) is
'A scenario, phase or measure as the history keeps it, in what people set of it: names, parameters, first and last day (both included), the name of its phase, years, length (m) of a line or area (m2) of a polygon in the analysis CRS. Null for null. Of a scenario nothing else is ever told: it holds nothing of what exists.';
