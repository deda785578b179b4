create or replace function measure_thing_thing(m measure_thing) returns thing
language sql stable parallel safe
as $$
  select row('measure', m.layer, m.measure_id, m.part, m.geom, coalesce(m.diameter_m, 0) / 2, 0, false,
    m.top_m, m.bottom_m, 0, false, true, false, m.traits, m.period, m.blocked_until, null)::thing
$$;
comment on function measure_thing_thing(measure_thing) is
'A stored part of a measure as a rule sees it. A drawn measure is exactly where it is drawn: accuracies 0.';
