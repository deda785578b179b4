create or replace function pair_finding_row(_id uuid, _scenario_id bigint, p pair_finding) returns finding_row
language sql stable set search_path from current
as $$
  select row(_id, _scenario_id, p.rule_id, p.kind, p.severity, p.verdict, p.distance_m, p.uncertainty_m, p.required_m,
    p.vertical_m, p.vertical_uncertainty_m, p.required_vertical_m, p.run_m, p.gap_days, p.assumed,
    case when thing_visible(p.a) and thing_visible(p.b) then st_transform(p.stretch, 4326) end,
    st_length(p.stretch), street_of(st_pointonsurface(p.stretch)), thing_json(p.a), thing_json(p.b))::finding_row
$$;
comment on function pair_finding_row(uuid, bigint, pair_finding) is
'A finding as the API answers it: both things with what the viewer may know of them; the stretch (WGS 84) only where both may be seen.';
