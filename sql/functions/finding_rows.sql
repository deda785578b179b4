create or replace function finding_rows(_findings finding_with_things[]) returns setof finding_row
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
begin
  return query
  with visible as materialized (select visible_dataset_ids() as ids)
  select w.id, w.scenario_id, f.rule_id, f.kind, f.severity, f.verdict, f.distance_m, f.uncertainty_m, f.required_m,
    f.vertical_m, f.vertical_uncertainty_m, f.required_vertical_m, f.run_m, f.gap_days, f.assumed,
    case when a.visible and b.visible then st_transform(f.stretch, 4326) end, w.stretch_m, w.street_id,
    thing_json(f.a, a.visible, a.dataset_id, a.dataset, a.owner, a.status, a.depth_source, a.attributes),
    thing_json(f.b, b.visible, b.dataset_id, b.dataset, b.owner, b.status, b.depth_source, b.attributes)
  from visible v
  cross join unnest(_findings) with ordinality w (finding, id, scenario_id, stretch_m, street_id, place)
  cross join lateral (select (w.finding).*) f
  cross join lateral thing_source((w.finding).a, v.ids) a
  cross join lateral thing_source((w.finding).b, v.ids) b
  order by w.place;
end $$;
comment on function finding_rows(finding_with_things[]) is
'Findings as the API answers them, in the order given: both things with what the viewer may know of them, the stretch (WGS 84) only where both may be seen.';
