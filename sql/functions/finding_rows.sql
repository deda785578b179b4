create or replace function finding_rows(_ids uuid[]) returns setof finding_row
language sql stable set search_path from current
as $$
  select n.id, n.scenario_id, n.rule_id, n.kind, n.severity, n.verdict, n.distance_m, n.uncertainty_m, n.required_m,
    n.vertical_m, n.vertical_uncertainty_m, n.required_vertical_m, n.run_m, n.gap_days, n.assumed,
    case when (a.j ->> 'visible')::boolean and (b.j ->> 'visible')::boolean then st_transform(n.stretch, 4326) end,
    n.stretch_m, n.street_id, a.j, b.j
  from unnest(_ids) with ordinality w (id, place)
  join finding n on n.authority_id = current_authority() and n.id = w.id
  cross join lateral (select thing_json(stored_thing(n.a_kind, n.a_layer, n.a_id, n.a_part)) as j offset 0) a
  cross join lateral (select thing_json(stored_thing(n.b_kind, n.b_layer, n.b_id, n.b_part)) as j offset 0) b
  order by w.place
$$;
comment on function finding_rows(uuid[]) is 'Stored findings as the API answers them, in the order asked; unknown ids are left out.';
