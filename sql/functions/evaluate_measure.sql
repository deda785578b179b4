create or replace function evaluate_measure(_measure measure) returns bigint
language plpgsql set search_path from current
as $$
declare
  things thing[];
begin
  delete from measure_thing where authority_id = _measure.authority_id and measure_id = _measure.id;
  delete from finding n where n.authority_id = _measure.authority_id and n.scenario_id = _measure.scenario_id
    and n.a_kind = 'measure' and n.a_id = _measure.id;
  delete from finding n where n.authority_id = _measure.authority_id and n.scenario_id = _measure.scenario_id
    and n.b_kind = 'measure' and n.b_id = _measure.id;
  select array_agg(t) into things
  from measure_things(_measure.measure_type, _measure.geom, _measure.parameters, _measure.id, measure_period(_measure)) t;
  insert into measure_thing (authority_id, scenario_id, measure_id, part, layer, geom, top_m, bottom_m, diameter_m, period, traits, blocked_until)
  select _measure.authority_id, _measure.scenario_id, t.id, t.part, t.layer, t.geom, t.top_m, t.bottom_m, t.radius_m * 2, t.period, t.traits, t.blocked_until
  from unnest(things) t;
  insert into layer_margin as m (authority_id, layer, margin_m)
  select _measure.authority_id, t.layer, t.margin_m
  from (select t.layer, max(t.radius_m) as margin_m from unnest(things) t group by t.layer) t
  -- Whoever does not widen it must not lock it: others draw in other scenarios.
  where not exists (select from layer_margin w where w.authority_id = _measure.authority_id and w.layer = t.layer and w.margin_m >= t.margin_m)
  order by t.layer
  on conflict (authority_id, layer) do update set margin_m = greatest(m.margin_m, excluded.margin_m)
  where m.margin_m < excluded.margin_m;
  perform store_veiled_findings(coalesce(things, '{}'), _measure.scenario_id);
  return store_findings(coalesce(things, '{}'), _measure.scenario_id, 'measure');
end $$;
comment on function evaluate_measure(measure) is
'Turns a measure into things of layers and replaces the findings that it takes part in, no others; returns how many it has now.';
